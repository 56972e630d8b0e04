package io.gnomon.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.gnomon.model.OperationRegistry;
import io.gnomon.model.OperationSpec;
import io.gnomon.model.RunClock;
import io.gnomon.record.sink.RecorderSink;
import io.gnomon.rules.TimingMode;
import io.gnomon.text.Redaction;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the file says after the system's clock was set in the midst of a run, with the real recorder. */
class ClockStepTest {

    private static final int QUEUE_BYTES = 64 << 20;
    private static final long HOUR = 3_600_000_000L;

    @TempDir
    Path folder;

    private final OperationRegistry operations = new OperationRegistry(Duration.ofHours(1));
    private final CollectingLog log = new CollectingLog();
    private final AtomicLong setBy = new AtomicLong();
    private final RunClock clock =
            new RunClock(System::nanoTime, () -> ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()) + setBy.get());
    private TestDatabase database;
    private Recording recording;
    private StoreKeeper keeper;

    @BeforeEach
    void connect() {
        database = new TestDatabase(folder.resolve("test.db"), operations, clock, log);
        keeper = new StoreKeeper(database, log);
        RecorderSink sink = new RecorderSink(operations, (question, arguments) -> null, log, QUEUE_BYTES);
        recording = new Recording(
                new WriterSettings(
                        1_000,
                        100_000,
                        Integer.MAX_VALUE,
                        Duration.ofSeconds(1),
                        QUEUE_BYTES,
                        Double.POSITIVE_INFINITY,
                        new Redaction(List.of())),
                operations,
                sink,
                clock,
                keeper,
                List.of(),
                () -> 0,
                log);
        GnomonRecorder.connect(sink);
    }

    @AfterEach
    void disconnect() {
        GnomonRecorder.disconnect();
        keeper.close();
    }

    private int operation(String name) {
        return operations
                .register(new OperationSpec(name, null, "test", "", null, TimingMode.DEFAULT))
                .id();
    }

    /** A thread that ran before has a buffer of the recorder's that is another test's. */
    private static void inThread(Runnable work) throws InterruptedException {
        Thread thread = new Thread(work);
        thread.start();
        thread.join();
    }

    private static void call(int operation, int calls) {
        for (int call = 0; call < calls; call++) {
            GnomonRecorder.exit(GnomonRecorder.enter(operation));
        }
    }

    private static void fail(GnomonCall call) {
        GnomonRecorder.fail(new IllegalStateException("expected"), call);
    }

    private void write() {
        recording.read();
        recording.flush();
    }

    @ParameterizedTest
    @ValueSource(longs = {HOUR, -HOUR})
    void afterAStepTimesAreRightAndNothingIsLost(long by) throws Exception {
        int plain = operation("plain");
        inThread(() -> call(plain, 500));
        write();
        setBy.addAndGet(by);
        write();
        inThread(() -> call(plain, 300));
        recording.finish();

        long now = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
        String near = "abs(start - " + now + ") < " + HOUR / 4;
        String nearSet = "abs(start - " + (now + by) + ") < " + HOUR / 4;
        assertThat(database.number("SELECT count(*) FROM sample WHERE " + near)).isEqualTo(500);
        assertThat(database.number("SELECT count(*) FROM sample WHERE " + nearSet))
                .isEqualTo(300);
        assertThat(database.number(
                        "SELECT sum(count) FROM rollup WHERE seconds = 10 AND " + nearSet.replace("start", "bucket")))
                .isEqualTo(300);
        assertThat(database.number("SELECT sum(count) FROM rollup WHERE seconds = 10"))
                .isEqualTo(800);
        assertThat(database.number("SELECT sum(count) FROM rollup WHERE seconds = 60"))
                .isEqualTo(800);
        assertThat(database.number("SELECT sum(count) FROM rollup WHERE seconds = 0"))
                .isEqualTo(800);
        assertThat(database.number("SELECT count(*) FROM event WHERE kind = 'clock'"))
                .isEqualTo(1);
        assertThat(database.number("SELECT ended FROM run")).isBetween(now + by - HOUR / 4, now + by + HOUR / 4);
    }

    @ParameterizedTest
    @ValueSource(longs = {HOUR, -HOUR})
    void theCallsOfOneTreeKeepTheirOrder(long by) throws Exception {
        int root = operation("root");
        int first = operation("first");
        int second = operation("second");
        int third = operation("third");
        inThread(() -> {
            GnomonCall running = GnomonRecorder.enter(root);
            fail(GnomonRecorder.enter(first));
            write();
            setBy.addAndGet(by);
            write();
            fail(GnomonRecorder.enter(second));
            write();
            call(third, 1);
            fail(running);
        });
        recording.finish();

        assertThat(database.number("SELECT count(DISTINCT tree) FROM sample")).isEqualTo(1);
        assertThat(database.text("SELECT group_concat(name, ' ') FROM (SELECT o.name FROM sample s"
                        + " JOIN operation o ON o.id = s.operation ORDER BY s.start, s.id)"))
                .isEqualTo("root first second third");
    }
}

package io.gnomon.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.gnomon.model.OperationRegistry;
import io.gnomon.model.OperationSpec;
import io.gnomon.model.RunClock;
import io.gnomon.record.sink.RecorderSink;
import io.gnomon.rules.TimingMode;
import io.gnomon.text.Redaction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the writer survives, and how it dies. */
class WriterTest {

    private static final int QUEUE_BYTES = 8 << 20;

    @TempDir
    Path folder;

    private final OperationRegistry operations = new OperationRegistry(Duration.ofHours(1));
    private final RunClock clock = new RunClock();
    private final CollectingLog log = new CollectingLog();

    /** How many flushes have ended. */
    private final AtomicInteger flushes = new AtomicInteger();

    private TestDatabase database;
    private Thread thread = new Thread();

    @BeforeEach
    void create() {
        database = new TestDatabase(folder.resolve("test.db"), operations, clock, log);
    }

    /** @param afterFlush thrown errors come from here: like those of reading, they are none of the store's */
    private Writer start(Runnable afterFlush) {
        RecorderSink sink = new RecorderSink(operations, (question, arguments) -> null, log, QUEUE_BYTES);
        Recording recording = new Recording(
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
                new StoreKeeper(database, log),
                List.of(),
                () -> 0,
                log);
        GnomonRecorder.connect(sink);
        Writer writer = new Writer(recording, 1_000_000L, 1_000L, log, afterFlush);
        thread = new Thread(writer, "writer under test");
        thread.start();
        return writer;
    }

    @AfterEach
    void disconnect() {
        GnomonRecorder.disconnect();
    }

    private void call(int calls) throws InterruptedException {
        int operation = operations
                .register(new OperationSpec("work", null, "test", "", null, TimingMode.DEFAULT))
                .id();
        Thread caller = new Thread(() -> {
            for (int call = 0; call < calls; call++) {
                GnomonRecorder.exit(GnomonRecorder.enter(operation));
            }
        });
        caller.start();
        caller.join();
    }

    private static void await(Writer writer) throws InterruptedException {
        assertThat(writer.requestFlush().await(TimeUnit.MINUTES.toNanos(1))).isTrue();
    }

    private void awaitEnd() throws InterruptedException {
        thread.join(60_000);
        assertThat(thread.isAlive()).isFalse();
    }

    @Test
    void anErrorThatPassesCostsNothingButTheDelay() throws Exception {
        Writer writer = start(() -> {
            if (flushes.incrementAndGet() % 2 == 0) {
                throw new OutOfMemoryError("for a test");
            }
        });
        for (int round = 0; round < 10; round++) {
            call(100);
            await(writer);
        }
        writer.stop();
        awaitEnd();

        assertThat(database.number("SELECT calls FROM operation_stats")).isEqualTo(1_000);
        assertThat(database.number("SELECT count(*) FROM calls")).isEqualTo(1_000);
        assertThat(database.number("SELECT ended_cleanly FROM runs")).isEqualTo(1);
        assertThat(log.warnings).isNotEmpty().allMatch(line -> line.startsWith("the writer failed and continues"));
    }

    @Test
    void ifItFailsOverAndOverItEndsSaysSoAndLeavesNothingLocked() throws Exception {
        Writer writer = start(() -> {
            if (flushes.incrementAndGet() > 2) {
                throw new StackOverflowError("for a test");
            }
        });
        await(writer);
        awaitEnd();

        assertThat(log.warnings)
                .hasSizeBetween(2, 3)
                .anyMatch(line -> line.startsWith("the writer failed and continues"))
                .anyMatch(line -> line.startsWith("recording stopped, the application is not affected"));
        assertNothingIsLocked();
        assertThat(writer.requestFlush().await(TimeUnit.MINUTES.toNanos(1)))
                .as("nothing is written any more")
                .isFalse();
    }

    @Test
    void whereTheEndCannotBeWrittenNothingStaysLockedEither() throws Exception {
        Writer writer = start(() -> {});
        call(10);
        await(writer);
        database.breakTable("ledger");
        writer.stop();
        awaitEnd();

        assertThat(log.warnings).isNotEmpty();
        assertNothingIsLocked();
    }

    private void assertNothingIsLocked() throws SQLException {
        assertThat(Files.exists(folder.resolve("test.db.lock"))).isFalse();
        database.execute("INSERT INTO event (run, at, kind, message) VALUES (1, 1, 'another', 'writes')");
    }
}

package io.gnomon.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gnomon.model.OperationRegistry;
import io.gnomon.model.OperationSpec;
import io.gnomon.model.RunClock;
import io.gnomon.record.rows.RowChooser;
import io.gnomon.record.sink.ApiAnswers;
import io.gnomon.record.sink.RecorderSink;
import io.gnomon.rules.TimingMode;
import io.gnomon.store.write.Store;
import io.gnomon.text.Redaction;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The writer's work, step by step on the test's thread, with the real recorder and a real file. */
class RecordingTest {

    private static final int QUEUE_BYTES = 64 << 20;
    private static final int ROW_BURST = 100_000;

    @TempDir
    Path folder;

    private final OperationRegistry operations = new OperationRegistry(Duration.ofHours(1));
    private final RunClock clock = new RunClock();
    private final CollectingLog log = new CollectingLog();
    private TestDatabase database;
    private StoreKeeper keeper;
    private RecorderSink sink;
    private Recording recording;

    @BeforeEach
    void connect() {
        database = new TestDatabase(folder.resolve("test.db"), operations, clock, log);
        keeper = new StoreKeeper(database, log);
        connect((question, arguments) -> null, QUEUE_BYTES);
    }

    private void connect(ApiAnswers answers, int queueBytes) {
        sink = new RecorderSink(operations, answers, log, queueBytes);
        recording = new Recording(
                new WriterSettings(
                        1_000,
                        ROW_BURST,
                        Integer.MAX_VALUE,
                        Duration.ofSeconds(1),
                        queueBytes,
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

    private static void inThread(Runnable work) {
        Thread thread = new Thread(work);
        thread.start();
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    private static void succeed(int operation, int calls) {
        inThread(() -> {
            for (int call = 0; call < calls; call++) {
                GnomonRecorder.exit(GnomonRecorder.enter(operation));
            }
        });
    }

    private static void fail(int operation, int calls) {
        Exception failure = new Exception("expected");
        inThread(() -> {
            for (int call = 0; call < calls; call++) {
                GnomonRecorder.fail(failure, GnomonRecorder.enter(operation));
            }
        });
    }

    private long account(String entry) throws SQLException {
        return database.number("SELECT calls FROM ledger WHERE entry = '" + entry + "'");
    }

    private long calls(String operation) throws SQLException {
        return database.number("SELECT calls FROM operation_stats WHERE operation = '" + operation + "'");
    }

    @Test
    void whatFailsBesideTheCallsDoesNotCostThem() throws SQLException {
        int work = operation("work");
        succeed(work, 1);
        recording.flush();
        database.breakTable("event");

        for (int flush = 0; flush < 5; flush++) {
            recording.event("kind", "message");
            succeed(work, 1);
            recording.flush();
        }

        assertThat(calls("work")).isEqualTo(6);
        assertThat(account("stored")).isEqualTo(6);
        assertThat(database.number("SELECT count(*) FROM event")).isZero();
        assertThat(log.warnings)
                .containsExactly(
                        "writing events failed; calls are still recorded",
                        "writing events failed 3 times in a row and is tried again every ten minutes; calls are still recorded");
    }

    @Test
    void whatFailedBesideTheCallsIsWrittenByTheNextFlush() throws SQLException {
        int work = operation("work");
        succeed(work, 1);
        recording.flush();
        database.breakTable("event");
        recording.event("kind", "message");
        recording.flush();

        database.repair();
        recording.flush();

        assertThat(database.number("SELECT count(*) FROM event")).isEqualTo(1);
    }

    @Test
    void eventsThatWaitForADiskTakeBoundedMemory() throws SQLException {
        succeed(operation("work"), 1);
        recording.flush();
        database.breakTable("event");
        for (int event = 0; event < 5_000; event++) {
            recording.event("kind", "message");
        }
        recording.flush();
        database.repair();
        recording.flush();
        recording.flush();

        assertThat(database.number("SELECT count(*) FROM event WHERE kind = 'kind'"))
                .isEqualTo(1_000);
        assertThat(database.text("SELECT message FROM event WHERE kind = 'lost'"))
                .isEqualTo("4000 later events found no room while nothing could be written");
    }

    @Test
    void dropsAreToldOnceAndTheirNumberAtTheEnd() throws SQLException {
        connect((question, arguments) -> null, 1);
        int hot = operation("hot");
        for (int round = 0; round < 3; round++) {
            succeed(hot, 50_000);
            recording.flush();
        }
        recording.finish();

        long dropped = account("dropped: queue full");
        assertThat(dropped).isPositive();
        String number = String.format(Locale.ROOT, "%,d calls were counted but not timed", dropped);
        assertThat(log.warnings).hasSize(2);
        assertThat(log.warnings.get(0)).contains("queue-memory is full");
        assertThat(log.warnings.get(1)).startsWith(number);
        assertThat(database.number("SELECT count(*) FROM event WHERE kind = 'dropped'"))
                .isEqualTo(2);
        assertThat(database.number(
                        "SELECT count(*) FROM event WHERE kind = 'dropped' AND message LIKE '" + number + "%'"))
                .isEqualTo(1);
        assertThat(calls("hot")).isEqualTo(150_000);
    }

    @Test
    void aFailureOfTheRecordersIsToldOnceAndTheirNumberAtTheEnd() throws SQLException {
        ApiAnswers broken = (question, arguments) -> {
            throw new IllegalStateException("expected");
        };
        connect(broken, QUEUE_BYTES);
        int work = operation("work");
        succeed(work, 1);
        recording.flush();
        inThread(() -> {
            for (int call = 0; call < 3; call++) {
                GnomonRecorder.ask("anything");
            }
        });
        succeed(work, 1);
        recording.flush();
        recording.finish();

        assertThat(log.warnings).hasSize(2);
        assertThat(log.warnings.get(0))
                .startsWith("recording failed on an application thread with java.lang.IllegalStateException: ")
                .contains("application is not affected");
        assertThat(log.warnings.get(1)).isEqualTo("recording failed 3 times on application threads");
        assertThat(account("recorder failures")).isEqualTo(3);
        assertThat(database.number("SELECT count(*) FROM event WHERE kind = 'recorder failed'"))
                .isEqualTo(2);
    }

    @Test
    void aFloodOfFailedCallsIsRationedAndCountedExactly() throws SQLException {
        int flood = 100_000;
        fail(operation("failing"), flood);
        recording.flush();
        recording.finish();

        assertThat(database.number("SELECT count(*) FROM failed_calls")).isBetween(1_000L, 5_000L);
        assertThat(database.number("SELECT sum(weight) FROM failed_calls")).isEqualTo(flood);
        assertThat(database.number("SELECT errors FROM operation_stats")).isEqualTo(flood);
        assertThat(account("stored") + account("sampled_out")).isEqualTo(flood);
        assertThat(account("unrepresented")).isZero();
    }

    /** Of each operation few enough that none is sampled out. */
    private void failEachInTurn(int calls) {
        int each = 1_000;
        Exception failure = new Exception("expected");
        inThread(() -> {
            for (int call = 0; call < calls; call++) {
                GnomonRecorder.fail(failure, GnomonRecorder.enter(operation("failing" + call / each)));
            }
        });
    }

    @Test
    void readingStopsWhereMuchIsKeptAndGoesOnAfterTheFlush() throws SQLException {
        int calls = RowChooser.MAX_KEPT + 10_000;
        failEachInTurn(calls);
        long read = recording.read();

        assertThat(recording.isFull()).isTrue();
        assertThat(read).isBetween((long) RowChooser.MAX_KEPT, (long) RowChooser.MAX_KEPT + GnomonChunk.CAPACITY);

        recording.flush();
        assertThat(recording.isFull()).isFalse();
        assertThat(database.number("SELECT count(*) FROM failed_calls")).isEqualTo(calls);
        assertThat(database.number("SELECT max(end_sample - first_sample) FROM flush"))
                .isBetween((long) RowChooser.MAX_KEPT, (long) RowChooser.MAX_KEPT + GnomonChunk.CAPACITY);
    }

    @Test
    void callsMadeWhileAFlushIsWrittenAreReadThenAndStoredByTheNext() throws SQLException {
        fail(operation("before"), 2_500);
        int during = operation("during");
        int made = 3 * GnomonChunk.CAPACITY;
        database.afterOpening = () -> succeed(during, made);
        recording.flush();
        // Only full chunks are read then.
        assertThat(calls("during")).isBetween((long) GnomonChunk.CAPACITY, made - 1L);
        assertThat(database.number("SELECT count(*) FROM calls WHERE operation = 'during'"))
                .isZero();
        assertThat(account("pending")).isEqualTo(made);

        recording.flush();
        assertThat(database.number("SELECT count(*) FROM calls WHERE operation = 'during'"))
                .isEqualTo(made);
        assertThat(account("pending")).isZero();
    }

    @Test
    void callsAreReadWhileTheFileIsBeingOpened() throws Exception {
        succeed(operation("early"), 100_000);
        assertThat(sink.queued()).isPositive();
        database.afterOpening = () -> await().until(() -> sink.queued() == 0);

        recording.open();

        recording.flush();
        assertThat(calls("early")).isEqualTo(100_000);
    }

    @Test
    void whatAFailedFlushHeldIsCountedThoughNothingFollows() throws SQLException {
        int operation = operation("operation");
        succeed(operation, 5);
        recording.flush();
        database.breakTable("sample");
        succeed(operation, 7);
        recording.flush();
        assertThat(calls("operation")).isEqualTo(5);

        database.repair();
        recording.flush();
        assertThat(calls("operation")).isEqualTo(12);
        assertThat(account("produced")).isEqualTo(12);
        assertThat(account("stored")).isEqualTo(5);
        assertThat(account("dropped: storage failed")).isEqualTo(7);
        assertThat(account("pending")).isZero();
        assertThat(log.warnings).hasSize(1);
    }

    @Test
    void otherRowsStandForWhatTheRowsOfAFailedFlushStoodFor() throws SQLException {
        int operation = operation("operation");
        succeed(operation, 1);
        recording.flush();
        database.breakTable("sample");
        int calls = 3 * ROW_BURST;
        succeed(operation, calls);
        recording.flush();
        database.repair();
        succeed(operation, 1);
        recording.finish();

        assertThat(calls("operation")).isEqualTo(calls + 2);
        assertThat(account("dropped: storage failed")).isPositive().isLessThanOrEqualTo(ROW_BURST);
        assertThat(database.number("SELECT sum(weight) FROM calls"))
                .isEqualTo(calls + 2 - account("dropped: storage failed"))
                .isEqualTo(account("stored") + account("sampled_out"));
        assertThat(account("unrepresented")).isZero();
    }

    @Test
    void eventsOfAFailedFlushAreStoredByTheNext() throws SQLException {
        recording.event("first", "");
        recording.flush();
        database.breakTable("event");
        recording.event("second", "");
        recording.event("third", "");
        recording.flush();
        database.repair();
        recording.event("fourth", "");
        recording.flush();
        recording.flush();

        assertThat(database.number("SELECT count(*) FROM event")).isEqualTo(4);
        assertThat(database.number("SELECT count(DISTINCT kind) FROM event")).isEqualTo(4);
    }

    @Test
    void aFileCanGiveRoomBackWhileItIsUsed() throws SQLException {
        succeed(operation("operation"), 1);
        recording.flush();

        assertThat(database.number("PRAGMA auto_vacuum")).as("incremental").isEqualTo(2);
    }

    @Test
    void aFileThatIsDeletedIsNoticedAndWhatMemoryHoldsGoesIntoANewOne() throws Exception {
        int operation = operation("operation");
        succeed(operation, 5);
        recording.flush();
        Files.delete(folder.resolve("test.db"));
        succeed(operation, 2);
        recording.flush();

        assertThatTheRunGoesOn(7, 2, 5);
        assertThat(log.warnings)
                .containsExactly("the database " + folder.resolve("test.db")
                        + " was deleted or moved away while it was in use; the run continues in "
                        + folder.resolve("test.db"));
        assertThat(database.number("SELECT count(*) FROM events WHERE kind = 'began anew'"))
                .isEqualTo(1);
    }

    @Test
    void aFileThatIsMovedAwayIsLeftCompleteAndItsLogDoesNotGetIntoTheNewOne() throws Exception {
        int operation = operation("operation");
        succeed(operation, 5);
        recording.flush();
        Path moved = Files.move(folder.resolve("test.db"), folder.resolve("moved.db"));
        // Without calls, too: the sign of life notices it.
        recording.showLife(System.nanoTime() + 10_000_000_000L);
        recording.flush();

        assertThatTheRunGoesOn(5, 0, 5);
        TestDatabase earlier = new TestDatabase(moved, operations, clock, log);
        assertThat(earlier.number("SELECT calls FROM operation_stats")).isEqualTo(5);
        assertThat(earlier.number("SELECT ended_cleanly FROM runs")).isEqualTo(1);
        assertThat(earlier.text("PRAGMA integrity_check")).isEqualTo("ok");
    }

    @Test
    void inAFileThatTookThePlaceOfOursARunIsBegun() throws Exception {
        Path other = folder.resolve("other.db");
        Store ended = new TestDatabase(other, operations, new RunClock(), log).open();
        ended.begin(0);
        ended.release();
        ended.commit(0);
        ended.close();
        int operation = operation("operation");
        succeed(operation, 5);
        recording.flush();
        Files.move(other, folder.resolve("test.db"), StandardCopyOption.REPLACE_EXISTING);
        succeed(operation, 2);
        recording.flush();

        assertThat(database.number("SELECT count(*) FROM run")).isEqualTo(2);
        assertThatTheRunGoesOn(7, 2, 5);
        assertThat(log.warnings).singleElement().asString().contains("was replaced by another file");
    }

    @Test
    void afterADamagedFileWasSetAsideTheNewOneHasTheRunAndWhatMemoryHolds() throws Exception {
        int operation = operation("operation");
        succeed(operation, 5);
        recording.flush();
        database.breakTable("sample");
        succeed(operation, 2);
        recording.flush();
        damage(folder.resolve("test.db"));
        succeed(operation, 1);
        recording.flush();

        assertThatTheRunGoesOn(8, 1, 5);
        assertThat(account("dropped: storage failed")).isEqualTo(2);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.filter(file -> file.toString().contains("test.db.damaged-")))
                    .isNotEmpty();
        }
    }

    private void assertThatTheRunGoesOn(long calls, long stored, long earlier) throws SQLException {
        assertThat(database.text("PRAGMA integrity_check")).isEqualTo("ok");
        assertThat(calls("operation")).isEqualTo(calls);
        assertThat(database.number("SELECT sum(count) FROM rollup WHERE seconds = 10"))
                .isEqualTo(calls);
        assertThat(database.number("SELECT count(*) FROM calls")).isEqualTo(stored);
        assertThat(database.number("SELECT count(*) FROM thread WHERE virtual")).isZero();
        assertThat(account("produced")).isEqualTo(calls);
        assertThat(account("stored")).isEqualTo(stored);
        assertThat(account("dropped: left in an earlier file")).isEqualTo(earlier);
        assertThat(database.number("SELECT produced - stored - sampled_out - pending - dropped FROM accounts"))
                .isZero();
    }

    private static void damage(Path file) throws IOException {
        long size = Files.size(file);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            for (long at = 4_096; at < size; at += 16) {
                channel.write(ByteBuffer.wrap("damaged damaged ".getBytes(StandardCharsets.US_ASCII)), at);
            }
        }
    }

    @Test
    void afterAFailureTheThreadsOfTheRunAreKnownStill() throws SQLException {
        int operation = operation("operation");
        Thread thread = new Thread(() -> {
            for (int round = 0; round < 2; round++) {
                GnomonRecorder.exit(GnomonRecorder.enter(operation));
                LockSupport.park();
            }
        });
        thread.start();
        await().until(() -> thread.getState() == Thread.State.WAITING);
        recording.flush();
        database.breakTable("ledger");
        recording.event("kind", "message");
        recording.flush();
        database.repair();
        LockSupport.unpark(thread);
        await().until(() -> {
            recording.flush();
            return database.number("SELECT count(*) FROM calls") == 2;
        });
        LockSupport.unpark(thread);

        assertThat(database.number("SELECT count(*) FROM thread")).isEqualTo(1);
    }

    @Test
    void aFlushWithoutNewsWritesNothing() throws SQLException {
        succeed(operation("operation"), 1);
        recording.flush();
        recording.flush();

        assertThat(database.number("SELECT count(*) FROM flush")).isEqualTo(1);
    }

    @Test
    void anIdleApplicationShowsLifeEveryTenSecondsAndNoMoreOften() throws SQLException {
        succeed(operation("operation"), 1);
        recording.flush();
        long flushed = database.number("SELECT last_flush FROM run");
        long now = System.nanoTime();

        recording.showLife(now + 9_000_000_000L);
        assertThat(database.number("SELECT last_sign FROM run")).isLessThan(clock.epochMicros(now + 1_000_000_000L));

        recording.showLife(now + 10_000_000_000L);
        assertThat(database.number("SELECT last_sign FROM run")).isEqualTo(clock.epochMicros(now + 10_000_000_000L));
        assertThat(database.number("SELECT last_flush FROM run")).isEqualTo(flushed);
        assertThat(database.number("SELECT count(*) FROM flush")).isEqualTo(1);

        recording.showLife(now + 19_000_000_000L);
        assertThat(database.number("SELECT last_sign FROM run")).isEqualTo(clock.epochMicros(now + 10_000_000_000L));
    }

    /** As where the time for the end is over, or the machine is too slow. */
    @Test
    void theEndIsNotedFirstWhateverElseCannotBeWritten() throws SQLException {
        succeed(operation("operation"), 3);
        recording.flush();
        succeed(operation("operation"), 4);
        database.breakTable("rollup");
        recording.finish();

        assertThat(database.number("SELECT ended_cleanly FROM runs")).isEqualTo(1);
        assertThat(account("produced")).isEqualTo(7);
        assertThat(account("stored")).isEqualTo(3);
        assertThat(account("dropped: storage failed")).isEqualTo(4);
        assertThat(calls("operation")).isEqualTo(3);
    }

    @Test
    void theFiguresAreWrittenAtTheEndBeforeTheRows() throws SQLException {
        succeed(operation("operation"), 3);
        recording.flush();
        succeed(operation("operation"), 4);
        database.breakTable("sample");
        recording.finish();

        assertThat(calls("operation")).isEqualTo(7);
        assertThat(database.number("SELECT sum(count) FROM rollup WHERE seconds = 60"))
                .isEqualTo(7);
        assertThat(account("stored")).isEqualTo(3);
        assertThat(account("dropped: storage failed")).isEqualTo(4);
        assertThat(account("pending")).isZero();
    }

    @Test
    void theEndIsNotedAndCompletesTheAccount() throws SQLException {
        succeed(operation("operation"), 3);
        recording.finish();

        assertThat(database.number("SELECT ended_cleanly FROM runs")).isEqualTo(1);
        assertThat(account("produced")).isEqualTo(3);
        assertThat(account("stored")).isEqualTo(3);
        assertThat(account("pending")).isZero();
        assertThat(database.number("SELECT dropped FROM accounts")).isZero();
        assertThat(database.number("SELECT sum(calls) FROM ledger WHERE entry = 'unrepresented'"))
                .isZero();
    }
}

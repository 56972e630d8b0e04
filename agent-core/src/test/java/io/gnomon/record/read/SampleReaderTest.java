package io.gnomon.record.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.gnomon.model.OperationRegistry;
import io.gnomon.model.RunClock;
import io.gnomon.model.SampleRows;
import io.gnomon.record.CollectingLog;
import io.gnomon.record.detail.DetailMatcher;
import io.gnomon.record.rollup.LiveRollups;
import io.gnomon.record.rollup.StoredRollups;
import io.gnomon.record.rows.RowChooser;
import io.gnomon.record.rows.RowLottery;
import io.gnomon.record.rows.TokenBucket;
import io.gnomon.record.sink.RecorderSink;
import io.gnomon.record.throttle.ThrottleSlots;
import io.gnomon.text.Redaction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the real recorder packs into chunks comes out whole, whether it is read by runs or one by one. */
class SampleReaderTest {

    private static final int HOT = 1;
    private static final int RARE = 2;
    private static final int OUTER = 3;
    private static final long SECOND = 1_000_000_000L;

    private final RunClock clock = new RunClock();
    private final RecorderSink sink = new RecorderSink(
            new OperationRegistry(Duration.ofHours(1)), (question, arguments) -> null, new CollectingLog(), 64 << 20);
    private final LiveRollups rollups = new LiveRollups(clock);
    private final RowChooser rows = new RowChooser(
            new RowLottery(new TokenBucket(0, 100_000, 0), 0), new DetailMatcher(sink.details()), Integer.MAX_VALUE);
    private final SampleReader reader =
            new SampleReader(sink, new ThrottleSlots(), rollups, rows, new Redaction(List.of()));
    private final StoredRollups file = new StoredRollups();

    /** Durations of the calls of {@link #HOT}, in the order in which they were made. */
    private final List<Long> made = new ArrayList<>();

    @BeforeEach
    void connect() {
        GnomonRecorder.connect(sink);
    }

    @AfterEach
    void disconnect() {
        GnomonRecorder.disconnect();
    }

    private void hot(int calls) {
        for (int call = 0; call < calls; call++) {
            long duration = made.size() % 1_000;
            made.add(duration);
            GnomonRecorder.record(HOT, duration, false);
        }
    }

    private static void rare(int calls) {
        for (int call = 0; call < calls; call++) {
            GnomonRecorder.record(RARE, 7, false);
        }
    }

    private static void inThread(Runnable work) throws InterruptedException {
        Thread thread = new Thread(work);
        thread.start();
        thread.join();
    }

    private SampleRows read() {
        assertThat(reader.readAll()).isTrue();
        SampleRows stored = rows.draw(false, 0).samples();
        file.flush(rollups, System.nanoTime(), true);
        return stored;
    }

    private static List<Long> durations(SampleRows stored, int operation) {
        List<Long> durations = new ArrayList<>();
        for (int row = 0; row < stored.size(); row++) {
            if (stored.operation(row) == operation) {
                durations.add(stored.durationNanos(row));
            }
        }
        return durations;
    }

    private void assertHotIsComplete(SampleRows stored) {
        long sum = made.stream().mapToLong(Long::longValue).sum();
        int calls = made.size();
        assertThat(file.run(HOT)).isEqualTo(new StoredRollups.Values(calls, 0, 0, calls, sum, sum, calls));
        assertThat(durations(stored, HOT)).isEqualTo(made);
    }

    @Test
    void aBufferIsCompleteWhenTheReaderSeesIt() throws InterruptedException {
        Thread starter = new Thread(() -> {
            for (int thread = 0; thread < 3_000; thread++) {
                startAndJoin(() -> rare(1));
            }
        });
        starter.start();
        // Asks each buffer for its chunk, as a flush does, while ever new ones come.
        while (starter.isAlive()) {
            assertThat(reader.produced()).isBetween(0L, 3_000L);
            reader.readFull();
        }

        assertThat(reader.readAll()).isTrue();
        assertThat(reader.calls()).isEqualTo(3_000);
        assertThat(reader.produced()).isEqualTo(3_000);
        assertThat(sink.buffers()).as("of ended threads").isEmpty();
    }

    private static void startAndJoin(Runnable work) {
        try {
            inThread(work);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    @Test
    void longRunsOverSeveralChunks() throws InterruptedException {
        inThread(() -> hot(3 * GnomonChunk.CAPACITY));

        assertHotIsComplete(read());
        assertThat(reader.calls()).isEqualTo(made.size());
    }

    @Test
    void runsOfAnyLengthBetweenOtherCalls() throws InterruptedException {
        inThread(() -> {
            for (int length = 0; length < 100; length++) {
                hot(length);
                rare(1 + length % 3);
            }
        });

        assertHotIsComplete(read());
        assertThat(file.run(RARE).count()).isEqualTo(199);
        assertThat(file.run(RARE).sum()).isEqualTo(7 * 199);
    }

    @Test
    void aRunOfCalleesWaitsForItsCaller() throws InterruptedException {
        inThread(() -> {
            hot(50);
            GnomonCall outer = GnomonRecorder.enter(OUTER);
            hot(50);
            GnomonRecorder.fail(new IllegalStateException("expected"), outer);
            hot(50);
        });
        SampleRows stored = read();

        assertThat(durations(stored, HOT)).containsExactlyInAnyOrderElementsOf(made);
        assertThat(file.run(HOT).count()).isEqualTo(150);
        assertThat(file.run(OUTER).errors()).isEqualTo(1);
        long underOuter = 0;
        for (int row = 0; row < stored.size(); row++) {
            underOuter += stored.operation(row) == HOT && stored.tree(row) != 0 ? 1 : 0;
        }
        assertThat(underOuter).isEqualTo(50);
    }

    @Test
    void aRunIsReadOnFromWhereItWasLeft() throws InterruptedException {
        inThread(() -> {
            hot(100);
            reader.readAll();
            hot(100);
        });

        assertHotIsComplete(read());
    }

    @Test
    void aRunThatComesLateIsAddedToTheTenSecondsBefore() throws InterruptedException {
        inThread(() -> hot(100));
        // The table is ten seconds ahead of the calls.
        rollups.tick(System.nanoTime() + 10 * SECOND);

        assertHotIsComplete(read());
    }
}

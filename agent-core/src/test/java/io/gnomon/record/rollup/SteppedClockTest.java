package io.gnomon.record.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import io.gnomon.model.ClockStep;
import io.gnomon.model.RunClock;
import io.gnomon.record.Meta;
import io.gnomon.record.Samples;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Buckets while the system's clock is set: no call is lost, none counted twice, and each is where its time says. */
class SteppedClockTest {

    private static final int OPERATION = 3;
    private static final int PARENT = 2;
    private static final long SECOND = 1_000_000L;
    private static final long HOUR = 3_600 * SECOND;

    /** A full hour, with three seconds to go. */
    private static final long START = 472_222L * HOUR - 3 * SECOND;

    private long nanos = 1_000;
    private long micros = START;
    private final RunClock clock = new RunClock(() -> nanos, () -> micros);
    private final LiveRollups table = new LiveRollups(clock);
    private final StoredRollups file = new StoredRollups();
    private long calls;

    private void pass(long passedMicros) {
        nanos += passedMicros * 1_000;
        micros += passedMicros;
    }

    private void set(long byMicros) {
        micros += byMicros;
        ClockStep step = clock.follow();
        table.follow(Objects.requireNonNull(step));
    }

    /** A call that took 10 ns and ended so long ago. */
    private void callEnding(long agoMicros) {
        long end = nanos - agoMicros * 1_000;
        long[] sample = Samples.of(end - 10, 10, 10, Meta.of(OPERATION, PARENT, 0, 0));
        table.add(sample, 0, sample.length);
        calls++;
    }

    private long count(int seconds) {
        return file.rollups.entrySet().stream()
                .filter(row -> row.getKey().seconds() == seconds)
                .mapToLong(row -> row.getValue().count())
                .sum();
    }

    /** How many calls the buckets hold that begin within so many microseconds of a time. */
    private long count(int seconds, long begin) {
        return file.rollups.entrySet().stream()
                .filter(row ->
                        row.getKey().seconds() == seconds && row.getKey().bucketMicros() / 1_000 == begin / 1_000)
                .mapToLong(row -> row.getValue().count())
                .sum();
    }

    private void assertNothingIsLost() {
        file.flush(table, nanos, true);
        assertThat(count(10)).isEqualTo(calls);
        assertThat(count(60)).isEqualTo(calls);
        assertThat(count(3_600)).isEqualTo(calls);
        assertThat(file.run(OPERATION).count()).isEqualTo(calls);
        assertThat(file.edges.values().stream()
                        .mapToLong(StoredRollups.EdgeValues::count)
                        .sum())
                .isEqualTo(calls);
    }

    @Test
    void setForwardCallsMoveOnAndLateOnesStayBehind() {
        callEnding(0);
        pass(SECOND);
        set(HOUR);
        pass(10);
        callEnding(0);
        callEnding(SECOND / 2);
        file.flush(table, nanos, false);

        assertThat(count(10, START - 7 * SECOND)).isEqualTo(2);
        assertThat(count(10, START - 7 * SECOND + HOUR)).isEqualTo(1);
        assertNothingIsLost();
        assertThat(count(60, START - 57 * SECOND)).isEqualTo(2);
        assertThat(count(60, START - 57 * SECOND + HOUR)).isEqualTo(1);
    }

    @Test
    void setBackTheSameSecondsHoldTheCallsOfBothTimes() {
        for (int second = 0; second < 3_600; second++) {
            callEnding(0);
            pass(SECOND);
            if (second % 7 == 0) {
                file.flush(table, nanos, false);
            }
        }
        callEnding(0);
        file.flush(table, nanos, false);
        set(-HOUR);
        for (int second = 0; second < 3_600; second++) {
            pass(SECOND);
            callEnding(0);
            if (second % 7 == 0) {
                file.flush(table, nanos, false);
            }
        }

        assertNothingIsLost();
        assertThat(count(10, START - 7 * SECOND + HOUR / 2)).isEqualTo(20);
        assertThat(count(60, START + 3 * SECOND + HOUR / 2)).isEqualTo(120);
    }

    @Test
    void setBackWithinTheOpenTenSecondsTheyGoOn() {
        callEnding(0);
        pass(2 * SECOND);
        set(-SECOND);
        callEnding(0);
        pass(SECOND + SECOND / 2);
        callEnding(0);
        file.flush(table, nanos, false);

        assertThat(file.rollups.keySet())
                .filteredOn(key -> key.seconds() == 10)
                .singleElement()
                .extracting(StoredRollups.RollupKey::bucketMicros)
                .isEqualTo(START - 7 * SECOND);
        pass(SECOND);
        callEnding(0);
        file.flush(table, nanos, false);
        assertThat(count(10, START + 3 * SECOND)).isEqualTo(1);
        assertNothingIsLost();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void howeverTheClockIsSetNoCallIsLostAndNoneCountedTwice(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 2_000; round++) {
            pass(random.nextLong(4_000_000));
            for (int call = random.nextInt(4); call > 0; call--) {
                callEnding(random.nextLong(15_000_000));
            }
            if (random.nextInt(3) == 0) {
                file.flush(table, nanos, false, random.nextInt(4) == 0 ? 1 : Integer.MAX_VALUE);
            }
            if (random.nextInt(20) == 0) {
                long by = 100_000L + random.nextLong(1L << (1 + random.nextInt(33)));
                set(random.nextBoolean() ? by : -by);
            }
        }
        assertNothingIsLost();
    }
}

package io.gnomon.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunClockTest {

    private static final long SECOND = 1_000_000L;
    private static final long HOUR = 3_600 * SECOND;
    private static final long NOON = 1_700_000_000L * SECOND;

    private long nanos = Long.MAX_VALUE - Duration.ofMinutes(5).toNanos();
    private long micros = NOON;
    private final RunClock clock = new RunClock(() -> nanos, () -> micros);

    private void pass(long passedMicros) {
        nanos += passedMicros * 1_000;
        micros += passedMicros;
    }

    private @Nullable ClockStep step(long byMicros) {
        micros += byMicros;
        return clock.follow();
    }

    @Test
    void timeIsToldByTheDistanceFromTheStart() {
        assertThat(clock.startMicros()).isEqualTo(NOON);
        assertThat(clock.epochMicros(nanos + 1_500)).isEqualTo(NOON + 1);
        assertThat(clock.epochMicros(nanos - 1_500)).isEqualTo(NOON - 2);
        assertThat(clock.nanoTime(NOON + SECOND)).isEqualTo(nanos + SECOND * 1_000);
        pass(HOUR);
        assertThat(clock.follow()).isNull();
        assertThat(clock.epochMicros(nanos)).isEqualTo(micros);
    }

    @ParameterizedTest
    @ValueSource(longs = {HOUR, -HOUR, SECOND, -SECOND})
    void aStepIsFollowedAndWhatWasToldBeforeStays(long by) {
        pass(10 * SECOND);
        long before = nanos - 1;
        long told = clock.epochMicros(before);
        ClockStep step = step(by);

        assertThat(step).isEqualTo(new ClockStep(nanos, by, true));
        assertThat(clock.follow()).isNull();
        assertThat(clock.epochMicros(nanos)).isEqualTo(micros);
        assertThat(clock.nanoTime(micros)).isEqualTo(nanos);
        assertThat(clock.epochMicros(before)).isEqualTo(told);
        assertThat(clock.startMicros()).isEqualTo(NOON);
        pass(HOUR);
        assertThat(clock.epochMicros(nanos)).isEqualTo(micros);
    }

    @Test
    void sentencesSayWhichWayAndHowFar() {
        assertThat(new ClockStep(0, HOUR, true).sentence())
                .startsWith("the system's clock went forward by 3,600.000 s, because");
        assertThat(new ClockStep(0, -90 * SECOND, true).sentence())
                .startsWith("the system's clock was set back by 90.000 s;");
    }

    @Test
    void driftIsFollowedWithoutAWordAndTimeNeverGoesBack() {
        Random random = new Random(17);
        for (int seed = 0; seed < 20; seed++) {
            long told = clock.epochMicros(nanos);
            // Up to 20 ms a second, far more than any clock drifts.
            long drift = random.nextLong(40_000) - 20_000;
            for (int second = 0; second < 200; second++) {
                long until = nanos + SECOND * 1_000;
                while (nanos - until < 0) {
                    pass(1 + random.nextLong(200_000));
                    long next = clock.epochMicros(nanos);
                    assertThat(next).isGreaterThanOrEqualTo(told);
                    told = next;
                }
                ClockStep step = step(drift);
                assertThat(step == null || !step.isTold()).isTrue();
                long next = clock.epochMicros(nanos);
                assertThat(next).isGreaterThanOrEqualTo(told);
                told = next;
            }
            assertThat(Math.abs(clock.epochMicros(nanos) - micros)).isLessThanOrEqualTo(20_000);
        }
    }

    @Test
    void aReadingThatWasInterruptedIsNotTakenForAStep() {
        long[] readings = {0, 5_000_000_000L, 10_000_000_000L, 15_000_000_000L};
        int[] at = {0};
        RunClock torn = new RunClock(() -> readings[at[0]++ % readings.length], () -> NOON);

        assertThat(torn.follow()).isNull();
        assertThat(torn.epochMicros(0)).isEqualTo(NOON);
    }

    @Test
    void howeverOftenTheClockIsSetTheLatestTimesAreRight() {
        for (int round = 0; round < 1_000; round++) {
            pass(SECOND);
            step(round % 2 == 0 ? HOUR : -HOUR);
            assertThat(clock.epochMicros(nanos)).isEqualTo(micros);
            assertThat(clock.epochMicros(nanos - 500_000_000))
                    .isEqualTo(micros - SECOND / 2 + (round % 2 == 0 ? -HOUR : HOUR));
        }
    }
}

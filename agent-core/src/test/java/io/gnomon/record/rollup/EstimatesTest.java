package io.gnomon.record.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import io.gnomon.model.ClockCost;
import io.gnomon.model.RunClock;
import io.gnomon.model.Ticks;
import io.gnomon.record.Meta;
import io.gnomon.record.Samples;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Plays programs of which every duration is known, has them timed as the recorder would, and compares the estimates with what
 * was played. Time is played, too; so the answers are the same each time.
 */
class EstimatesTest {

    private static final int SEEDS = 100;
    private static final double TWO_SIDED_95_PERCENT = 1.96;

    private static final int OUTER = 1;
    private static final int LEAF = 2;
    private static final long CLOCK_NANOS = 23;
    private static final long CLOCK_GRAIN_NANOS = 10;

    /** How long one call takes, in nanoseconds. */
    private interface Durations {
        double next(SplittableRandom random);
    }

    private static double exponential(SplittableRandom random, double mean) {
        return -mean * Math.log(1 - random.nextDouble());
    }

    private static double pareto(SplittableRandom random, double least, double exponent) {
        return Math.min(50e6, least * Math.pow(1 - random.nextDouble(), -1 / exponent));
    }

    private static double lognormal(SplittableRandom random, double median, double sigma) {
        // The sum of twelve even numbers is normal enough.
        double normal = -6;
        for (int number = 0; number < 12; number++) {
            normal += random.nextDouble();
        }
        return median * Math.exp(sigma * normal);
    }

    static Stream<Arguments> programs() {
        return Stream.of(
                program("even", 6, 0.5, 200, 1_000, random -> exponential(random, 5_000)),
                program("lognormal", 6, 0.5, 200, 1_000, random -> lognormal(random, 2_000, 1.5)),
                program("heavy tail", 5, 0.5, 200, 1_000, random -> pareto(random, 500, 1.3)),
                program("heavier tail", 8, 0.5, 200, 1_000, random -> pareto(random, 500, 1.1)),
                program("now and then descheduled", 7, 0.5, 200, 1_000, EstimatesTest::descheduled),
                program("some are cached", 6, 0.5, 200, 1_000, EstimatesTest::cached),
                program("tiny", 10, 2, 20, 100_000, random -> 1 + random.nextInt(3)),
                program("few are timed", 12, 0.5, 200, 1_000, random -> exponential(random, 5_000)),
                program("nothing but its callees", 7, 0.001, 200, 1_000, random -> lognormal(random, 2_000, 1.5)),
                program("every second is timed", 1, 0.1, 100, 1_000, random -> pareto(random, 500, 1.3)));
    }

    private static double descheduled(SplittableRandom random) {
        return random.nextInt(20_000) == 0 ? 2e6 + random.nextInt(8_000_000) : exponential(random, 300);
    }

    private static double cached(SplittableRandom random) {
        return random.nextInt(10) == 0 ? lognormal(random, 40_000, 1) : 100 + random.nextInt(100);
    }

    private static Arguments program(
            String name, int exponent, double own, int outers, int leaves, Durations durations) {
        return Arguments.of(name, exponent, own, outers, leaves, durations);
    }

    /** One program, run once. */
    private static final class Play {

        private final SplittableRandom random;
        private final LiveRollups table;
        private final StoredRollups file = new StoredRollups();
        private final int exponent;
        private final long begin;
        private double now;
        private double lastTick;
        private double nextTick;
        private long untimed;
        private Ticks ticks = Ticks.NONE;
        private long untilDrawn;
        private double leafNanos;
        private double outerSelf;

        Play(int seed, int exponent) {
            this.random = new SplittableRandom(seed);
            this.exponent = exponent;
            RunClock clock = new RunClock();
            this.table = new LiveRollups(clock);
            // At the begin of ten seconds.
            this.begin = clock.nanoTime((clock.startMicros() / Bucket.MICROS + 2) * Bucket.MICROS);
            this.nextTick = random.nextInt((int) GnomonThrottle.TICK_NANOS);
            this.untilDrawn = random.nextInt(1 << exponent);
            table.clockCost(new ClockCost(CLOCK_NANOS * 1.03, 1.2));
            table.tick(begin);
            table.throttled(LEAF, exponent);
        }

        /** Time goes on, and the clock ticks. */
        private void take(double nanos) {
            now += nanos;
            while (nextTick <= now) {
                lastTick = nextTick;
                // The thread that advances the clock is late now and then.
                nextTick += GnomonThrottle.TICK_NANOS + exponential(random, 100_000);
            }
        }

        void outer(int leaves, double own, Durations durations) {
            double start = now;
            double callees = 0;
            double timedCallees = 0;
            for (int leaf = 0; leaf < leaves; leaf++) {
                take(own * durations.next(random));
                double leafStart = now;
                double tickBefore = lastTick;
                double nanos = durations.next(random);
                take(nanos);
                if (untilDrawn-- == 0) {
                    untilDrawn = random.nextInt(2 * (1 << exponent) - 1);
                    take(CLOCK_NANOS);
                    long measured = reading(now) - reading(leafStart);
                    add(measured, measured, Meta.drawn(LEAF, OUTER, 1));
                    timedCallees += measured;
                } else {
                    untimed++;
                    if (lastTick != tickBefore) {
                        ticks = ticks.plus(met((long) (lastTick - tickBefore), now - lastTick));
                    }
                }
                callees += now - leafStart;
            }
            leafNanos += callees;
            outerSelf += now - start - callees;
            long duration = (long) (now - start);
            add(duration, duration - (long) timedCallees, Meta.of(OUTER, 0, 0, 0));
        }

        private static long reading(double nanos) {
            long grains = (long) (nanos / CLOCK_GRAIN_NANOS);
            return grains * CLOCK_GRAIN_NANOS;
        }

        /** As {@link GnomonCounter} counts it. */
        private Ticks met(long nanos, double sinceTick) {
            long beyond = Math.max(
                    0, sinceTick > GnomonThrottle.longNanos(exponent) ? nanos : nanos - GnomonThrottle.TICK_NANOS);
            return new Ticks(nanos, square(nanos), beyond, square(beyond));
        }

        private static long square(long nanos) {
            return (nanos / 1_000) * (nanos / 1_000);
        }

        private void add(long duration, long self, long meta) {
            long[] sample = Samples.of(begin + (long) now - duration, duration, self, meta);
            assertThat(table.add(sample, 0, sample.length)).isEqualTo(1);
        }

        void end() {
            long end = begin + (long) now;
            table.tick(end);
            table.addUntimed(LEAF, untimed, ticks, begin, end);
            file.flush(table, end, true);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("programs")
    void theTrueTimesAreWithinTheStatedIntervals95TimesOf100(
            String name, int exponent, double own, int outers, int leaves, Durations durations) {
        int totals = 0;
        int selfs = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            Play play = new Play(seed, exponent);
            for (int outer = 0; outer < outers; outer++) {
                play.outer(leaves, own, durations);
            }
            play.end();
            StoredRollups.Values leaf = play.file.run(LEAF);
            StoredRollups.Values outer = play.file.run(OUTER);
            StoredRollups.Errors leafErrors = play.file.runErrors(LEAF);
            StoredRollups.Errors outerErrors = play.file.runErrors(OUTER);
            totals += isWithin(play.leafNanos, (double) leaf.sum(), leafErrors.sum()) ? 1 : 0;
            selfs += isWithin(play.outerSelf, (double) outer.self(), outerErrors.self()) ? 1 : 0;
            assertThat(leaf.count()).isEqualTo((long) outers * leaves);
            assertThat(leaf.sum()).as("inside its caller").isLessThan(outer.sum());
            assertThat(outer.self()).isPositive();
        }
        assertThat(totals).as("totals").isGreaterThanOrEqualTo(95);
        assertThat(selfs).as("self times").isGreaterThanOrEqualTo(95);
    }

    private static boolean isWithin(double truth, double estimate, double error) {
        return Math.abs(estimate - truth) <= TWO_SIDED_95_PERCENT * error + 1;
    }
}

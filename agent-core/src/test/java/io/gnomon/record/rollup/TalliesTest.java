package io.gnomon.record.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import io.gnomon.model.DurationClasses;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TalliesTest {

    private record Sums(long calls, long sumNanos, long selfNanos) {
        static final Sums NONE = new Sums(0, 0, 0);

        Sums plus(long moreCalls, long moreNanos, long moreSelf) {
            return new Sums(calls + moreCalls, sumNanos + moreNanos, selfNanos + moreSelf);
        }
    }

    private record Extremes(long min, long max) {}

    /** What came, by what it is known by. */
    private static final class Collected implements Tallies.Output {
        final Map<Long, Sums> byCaller = new HashMap<>();
        final Map<Long, Integer> durations = new HashMap<>();
        final Map<Integer, Extremes> extremes = new HashMap<>();

        @Override
        public void calls(int operation, int caller, long calls, long sumNanos, long selfNanos) {
            byCaller.merge(
                    key(operation, caller),
                    Sums.NONE.plus(calls, sumNanos, selfNanos),
                    (a, b) -> a.plus(b.calls, b.sumNanos, b.selfNanos));
        }

        @Override
        public void durations(int operation, short[] classes, int from, int count, long minNanos, long maxNanos) {
            assertThat(count).isPositive();
            for (int at = from; at < from + count; at++) {
                durations.merge(key(operation, classes[at]), 1, Integer::sum);
            }
            extremes.merge(
                    operation,
                    new Extremes(minNanos, maxNanos),
                    (a, b) -> new Extremes(Math.min(a.min, b.min), Math.max(a.max, b.max)));
        }

        static long key(int operation, int other) {
            return (long) other << 24 | operation;
        }
    }

    private final Collected expected = new Collected();
    private final Collected found = new Collected();
    private final Tallies tallies = new Tallies(found);

    /** The last two have more than either table holds. */
    @ParameterizedTest
    @CsvSource({"1, 1", "3, 200", "300, 2", "9000, 1", "9000, 8"})
    void allThatWasAddedComesOut(int operations, int callers) {
        SplittableRandom random = new SplittableRandom(operations);
        for (int round = 0; round < 3; round++) {
            for (int call = 0; call < 4 * operations * callers; call++) {
                int operation = 1 + random.nextInt(operations);
                // Some are called again and again.
                int times = random.nextInt(10) == 0 ? 300 / operations + 1 : 1;
                for (int time = 0; time < times; time++) {
                    int caller = random.nextInt(callers) * 77;
                    long duration = random.nextLong(1L << random.nextInt(1, 32)) & Integer.MAX_VALUE;
                    long self = duration - random.nextInt(1_000);
                    add(operation, caller, duration, self);
                }
            }
            tallies.settle();

            assertThat(found.byCaller).isEqualTo(expected.byCaller);
            assertThat(found.durations).isEqualTo(expected.durations);
            assertThat(found.extremes).isEqualTo(expected.extremes);
        }
    }

    private void add(int operation, int caller, long duration, long self) {
        assertThat(Tallies.takes(duration)).isTrue();
        expected.calls(operation, caller, 1, duration, self);
        short[] classes = {(short) DurationClasses.indexOf(duration)};
        expected.durations(operation, classes, 0, 1, duration, duration);
        long depthDoesNotCount = 5L << 48;
        tallies.add(depthDoesNotCount | (long) caller << 24 | operation, duration, self);
    }
}

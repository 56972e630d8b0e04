package io.gnomon.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DurationCountsTest {

    private final DurationCounts counts = new DurationCounts();
    private final ClassCounts scratch = new ClassCounts();
    private final HistogramEncoding encoding = new HistogramEncoding();
    private final Histogram expected = histogram();

    private static Histogram histogram() {
        Histogram histogram = new Histogram(DurationClasses.SIGNIFICANT_DIGITS);
        histogram.setAutoResize(true);
        return histogram;
    }

    private Histogram counted() {
        return decoded(all());
    }

    private ClassCounts all() {
        ClassCounts all = new ClassCounts();
        counts.addTo(all);
        return all;
    }

    private Histogram decoded(ClassCounts all) {
        return Histogram.decodeFromByteBuffer(ByteBuffer.wrap(encoding.encode(all)), 0);
    }

    /** As likely of one magnitude as of another. */
    private static long duration(Random random) {
        return random.nextLong() >>> 1 >>> random.nextInt(63);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void holdsWhatAnHdrHistogramHolds(int seed) {
        Random random = new Random(seed);
        for (int call = 0; call < 20_000; call++) {
            long duration = random.nextBoolean() ? random.nextInt(1 << (seed * 3)) : duration(random);
            counts.add(duration);
            expected.recordValue(duration);
            if (random.nextInt(5_000) == 0) {
                counts.pack(scratch);
            }
        }

        assertThat(counted()).isEqualTo(expected);
        double[] percentiles = {0, 0.001, 1, 10, 50, 90, 95, 99, 99.9, 99.99, 100};
        assertThat(all().percentiles(percentiles))
                .containsExactly(Arrays.stream(percentiles)
                        .mapToLong(expected::getValueAtPercentile)
                        .toArray());
    }

    @Test
    void ofFewCallsTheShareIsThatOfWholeCalls() {
        for (int call = 1; call <= 1_000; call++) {
            counts.add(call % 250);
            expected.recordValue(call % 250);
        }

        for (int tenth = 0; tenth <= 1_000; tenth++) {
            assertThat(all().percentiles(tenth / 10.0)).containsExactly(expected.getValueAtPercentile(tenth / 10.0));
        }
    }

    @Test
    void everyClassBeginsWhereHdrHistogramsDoes() {
        Histogram histogram = new Histogram(Long.MAX_VALUE, DurationClasses.SIGNIFICANT_DIGITS);
        for (int index = 0; index < DurationClasses.COUNT; index++) {
            long least = DurationClasses.least(index);
            assertThat(DurationClasses.indexOf(least)).isEqualTo(index);
            assertThat(histogram.lowestEquivalentValue(least)).isEqualTo(least);
            assertThat(histogram.highestEquivalentValue(least)).isEqualTo(DurationClasses.greatest(index));
            assertThat(DurationClasses.indexOf(histogram.highestEquivalentValue(least)))
                    .isEqualTo(index);
        }
        assertThat(DurationClasses.indexOf(Long.MAX_VALUE)).isEqualTo(DurationClasses.COUNT - 1);
    }

    @Test
    void aDurationBelowNoneIsTakenForNone() {
        counts.add(-5);
        expected.recordValue(0);

        assertThat(counted()).isEqualTo(expected);
    }

    @Test
    void packedCountsTakeAsManyCallsAsALongHolds() {
        scratch.add(0, 1);
        scratch.add(300, Long.MAX_VALUE);
        scratch.add(DurationClasses.COUNT - 1, 127);
        PackedCounts packed = scratch.pack();

        ClassCounts sum = new ClassCounts();
        packed.addTo(sum);
        Histogram histogram = decoded(sum);
        assertThat(histogram.getCountAtValue(0)).isEqualTo(1);
        assertThat(histogram.getCountAtValue(DurationClasses.least(300))).isEqualTo(Long.MAX_VALUE);
        assertThat(histogram.getCountAtValue(Long.MAX_VALUE)).isEqualTo(127);
    }

    @Test
    void nothingIsLeftAfterAClear() {
        counts.add(5);
        counts.pack(scratch);
        counts.add(5_000_000);
        counts.clear();

        assertThat(counted().getTotalCount()).isZero();
        assertThat(all().percentiles(50, 99)).containsExactly(0, 0);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 999, 1_000, 1_001, 123_456, 1_000_000_000_000L})
    void scaledCountsAddUpToWhatIsWanted(long wanted) {
        Random random = new Random(wanted);
        for (int call = 0; call < 1_000; call++) {
            scratch.add(DurationClasses.indexOf(duration(random)), 1);
        }
        ClassCounts scaled = new ClassCounts();
        scratch.addScaledTo(scaled, 1_000, wanted);

        Histogram histogram = decoded(scaled);
        assertThat(histogram.getTotalCount()).isEqualTo(wanted);
    }
}

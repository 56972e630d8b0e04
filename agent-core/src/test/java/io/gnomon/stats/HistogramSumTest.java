package io.gnomon.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistogramSumTest {

    private static final double[] PERCENTILES = {0, 50, 90, 95, 99, 99.9, 100};

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void hasThePercentilesOfAllThatWasAdded(int digits) throws Exception {
        Random random = new Random(digits);
        Histogram all = new Histogram(digits);
        HistogramSum sum = new HistogramSum();
        for (int part = 0; part < 20; part++) {
            Histogram some = new Histogram(digits);
            for (int call = random.nextInt(300); call > 0; call--) {
                long duration = random.nextLong(1L << random.nextInt(1, 45));
                some.recordValueWithCount(duration, 1 + random.nextLong(1L << random.nextInt(1, 40)));
            }
            sum.add(encoded(some));
            all.add(some);
        }
        assertThat(sum.percentiles(PERCENTILES))
                .isEqualTo(Arrays.stream(PERCENTILES)
                        .mapToLong(all::getValueAtPercentile)
                        .toArray());
    }

    @Test
    void takesHistogramsOfAnotherPrecision() throws Exception {
        Histogram fine = new Histogram(3);
        fine.recordValue(50);
        Histogram rough = new Histogram(2);
        rough.recordValueWithCount(50, 90);
        rough.recordValueWithCount(1_000_000, 10);
        HistogramSum sum = new HistogramSum();
        sum.add(encoded(fine));
        sum.add(encoded(rough));
        assertThat(sum.percentiles(50)[0]).isEqualTo(50);
        assertThat(sum.percentiles(99)[0]).isBetween(990_000L, 1_010_000L);
    }

    @Test
    void isZeroWhereNothingWasAdded() throws Exception {
        HistogramSum sum = new HistogramSum();
        sum.add(encoded(new Histogram(3)));
        assertThat(sum.percentiles(50, 99)).containsExactly(0, 0);
    }

    private static byte[] encoded(Histogram histogram) {
        ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        return Arrays.copyOf(buffer.array(), histogram.encodeIntoByteBuffer(buffer));
    }
}

package io.gnomon.stats;

import static org.assertj.core.api.Assertions.assertThat;

import io.gnomon.fuzz.Fuzzing;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

/** Histograms as a damaged file has them. */
class HistogramFuzzTest {

    @Test
    void aHistogramIsAddedUpOrDamaged() throws Exception {
        List<byte[]> valid = valid();
        Fuzzing.run(100_000, mutator -> {
            HistogramSum sum = new HistogramSum();
            try {
                if (mutator.below(2) == 0) {
                    sum.add(mutator.oneOf(valid));
                }
                sum.add(mutator.bytes(mutator.oneOf(valid)));
            } catch (DamagedHistogramException damaged) {
                assertThat(damaged.getMessage()).isNotBlank();
                return;
            }
            assertThat(sum.percentiles(0, 50, 99.9, 100)).isSorted().isNotEmpty();
        });
    }

    private static List<byte[]> valid() {
        List<byte[]> encoded = new ArrayList<>();
        for (int digits = 1; digits <= 3; digits++) {
            for (long[] durations : new long[][] {{}, {1}, {900, 1_000, 1_000_000}, {1, 3_600_000_000_000L}}) {
                Histogram histogram = new Histogram(digits);
                histogram.setAutoResize(true);
                for (long duration : durations) {
                    histogram.recordValueWithCount(duration, duration);
                }
                ByteBuffer bytes = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
                encoded.add(Arrays.copyOf(bytes.array(), histogram.encodeIntoByteBuffer(bytes)));
            }
        }
        return encoded;
    }
}

package io.gnomon.stats;

import java.nio.ByteBuffer;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/**
 * Adds up histograms as the file has them (HdrHistogram's encoding V2, three significant digits, from 1 ns). Each is read
 * from its bytes into the sum, without a {@link Histogram} in between: that one's arrays hold every class up to its longest
 * duration, and making them took most of the time of a report. Here counts lie in pages, made where a duration falls.
 *
 * <p>For one thread.
 */
final class HistogramSum {

    private static final int COOKIE = 0x1c849303 | 0x10;
    private static final int HEADER_BYTES = 40;
    private static final int SIGNIFICANT_DIGITS = 3;

    /** Classes of equal width: 2,048 from 0 on, then 1,024 of each next power of two. */
    private static final int HALF = 1_024;

    private static final int HALF_BITS = 10;

    /** What a long can hold has 53 halves more than the first. */
    private static final int CLASSES = (64 - HALF_BITS) * HALF;

    private static final int PAGE_BITS = 6;
    private static final int PAGE = 1 << PAGE_BITS;

    private final long[][] pages = new long[CLASSES >> PAGE_BITS][];
    private long total;

    /** Adds one encoded histogram. */
    void add(byte[] encoded) {
        ByteBuffer header = ByteBuffer.wrap(encoded);
        boolean usual = encoded.length >= HEADER_BYTES
                && header.getInt(0) == COOKIE
                && header.getInt(8) == 0
                && header.getInt(12) == SIGNIFICANT_DIGITS
                && header.getLong(16) == 1;
        if (usual) {
            addClasses(encoded, Math.min(encoded.length, HEADER_BYTES + header.getInt(4)));
        } else {
            addDecoded(Histogram.decodeFromByteBuffer(header, 0));
        }
    }

    /** The payload: a count for each class from 0 on, or, below 0, so many classes without one. */
    private void addClasses(byte[] encoded, int end) {
        int at = HEADER_BYTES;
        int index = 0;
        while (at < end) {
            long number = 0;
            int shift = 0;
            byte next;
            do {
                next = encoded[at++];
                // The ninth byte has eight bits of the number, and no sign that more follow.
                number |= shift == 56 ? (long) next << 56 : (next & 0x7FL) << shift;
                shift += 7;
            } while (next < 0 && shift <= 56);
            long count = number >>> 1 ^ -(number & 1);
            if (count < 0) {
                index += (int) -count;
            } else {
                add(index++, count);
            }
        }
    }

    private void addDecoded(Histogram histogram) {
        for (HistogramIterationValue value : histogram.recordedValues()) {
            add(index(value.getValueIteratedTo()), value.getCountAddedInThisIterationStep());
        }
    }

    private void add(int index, long count) {
        if (count == 0) {
            return;
        }
        long[] page = pages[index >> PAGE_BITS];
        if (page == null) {
            page = new long[PAGE];
            pages[index >> PAGE_BITS] = page;
        }
        page[index & PAGE - 1] += count;
        total += count;
    }

    /**
     * For each of these shares of all counts, counted from the shortest, the greatest duration of the class in which it is
     * reached, as {@link Histogram#getValueAtPercentile} has it; 0 if nothing was added.
     *
     * @param percentiles from 0 to 100, ascending
     */
    long[] percentiles(double... percentiles) {
        long[] durations = new long[percentiles.length];
        long met = 0;
        int place = 0;
        for (int page = 0; page < pages.length && total > 0; page++) {
            for (int slot = 0; pages[page] != null && slot < PAGE; slot++) {
                met += pages[page][slot];
                while (place < durations.length && met >= wanted(percentiles[place])) {
                    durations[place++] = greatest((page << PAGE_BITS) + slot);
                }
            }
        }
        return durations;
    }

    private long wanted(double percentile) {
        return Math.max(1, (long) Math.ceil(Math.nextDown(percentile) * total / 100));
    }

    private static int index(long duration) {
        int power = Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(duration) - HALF_BITS - 1);
        return (power << HALF_BITS) + (int) (duration >>> power);
    }

    private static long greatest(int index) {
        int power = Math.max(0, (index >> HALF_BITS) - 1);
        long least = (long) (index - (power << HALF_BITS)) << power;
        return least + (1L << power) - 1;
    }
}

package io.gnomon.stats;

import java.nio.ByteBuffer;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/**
 * Adds up histograms as the file has them (HdrHistogram's encoding V2, with any number of significant digits). Each is read
 * from its bytes into the sum, without a {@link Histogram} in between: that one's arrays hold every class up to its longest
 * duration, and making them took most of the time of a report. Here counts lie in pages, made where a duration falls.
 *
 * <p>For one thread.
 */
final class HistogramSum {

    private static final int COOKIE = 0x1c849303 | 0x10;
    private static final int HEADER_BYTES = 40;

    /** HdrHistogram knows no more. */
    private static final int MOST_DIGITS = 5;

    private static final int PAGE = 64;

    /** Those of the first histogram that was added; 0: none was yet. */
    private int digits;

    /** Each power of two is halved that often; below, each duration is a class of its own. */
    private int halfBits;

    private long[][] pages = new long[0][];
    private long total;

    /**
     * Adds one encoded histogram.
     *
     * @throws DamagedHistogramException if it is none; a part of it may have been added
     */
    void add(byte[] encoded) throws DamagedHistogramException {
        try {
            addSound(encoded);
        } catch (RuntimeException malformed) {
            throw new DamagedHistogramException(malformed);
        }
    }

    private void addSound(byte[] encoded) {
        ByteBuffer header = ByteBuffer.wrap(encoded);
        if (digits == 0) {
            begin(header.getInt(12));
        }
        boolean usual = header.getInt(0) == COOKIE
                && header.getInt(8) == 0
                && header.getInt(12) == digits
                && header.getLong(16) == 1;
        if (usual) {
            addClasses(encoded, Math.min(encoded.length, HEADER_BYTES + header.getInt(4)));
        } else {
            addDecoded(Histogram.decodeFromByteBuffer(header, 0));
        }
    }

    /** Gil Tene's {@code AbstractHistogram}: a class is at most one in 10 to that power wide. */
    private void begin(int significantDigits) {
        if (significantDigits < 1 || significantDigits > MOST_DIGITS) {
            throw new IllegalArgumentException("a histogram of " + significantDigits + " digits");
        }
        digits = significantDigits;
        long exact = 2 * (long) Math.pow(10, digits);
        halfBits = Long.SIZE - Long.numberOfLeadingZeros(exact - 1) - 1;
        int classes = (Long.SIZE - halfBits) << halfBits;
        pages = new long[(classes + PAGE - 1) / PAGE][];
    }

    /**
     * The payload: a count for each class from 0 on, or, below 0, so many classes without one; as base-128 numbers, whose
     * lowest bit is their sign. Nearly all take one byte or two, and the next class is nearly always on the same page.
     */
    private void addClasses(byte[] encoded, int end) {
        int at = HEADER_BYTES;
        int index = 0;
        int pageNumber = -1;
        long[] page = {};
        while (at < end) {
            long number = encoded[at++];
            if (number < 0) {
                number = (number & 0x7F) | ((long) encoded[at++] << 7);
                if (number < 0) {
                    number &= 0x3FFF;
                    int shift = 14;
                    byte next;
                    do {
                        next = encoded[at++];
                        // The ninth byte has eight bits of the number, and no sign that more follow.
                        number |= shift == 56 ? (long) next << 56 : (next & 0x7FL) << shift;
                        shift += 7;
                    } while (next < 0 && shift <= 56);
                }
            }
            long count = (number >>> 1) ^ -(number & 1);
            if (count < 0) {
                index = Math.addExact(index, Math.toIntExact(-count));
                continue;
            }
            if (index / PAGE != pageNumber) {
                pageNumber = index / PAGE;
                page = page(pageNumber);
            }
            page[index % PAGE] += count;
            total += count;
            index++;
        }
    }

    private void addDecoded(Histogram histogram) {
        for (HistogramIterationValue value : histogram.recordedValues()) {
            int index = index(value.getValueIteratedTo());
            page(index / PAGE)[index % PAGE] += value.getCountAddedInThisIterationStep();
            total += value.getCountAddedInThisIterationStep();
        }
    }

    private long[] page(int number) {
        long[] page = pages[number];
        if (page == null) {
            page = new long[PAGE];
            pages[number] = page;
        }
        return page;
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
                    durations[place++] = greatest(page * PAGE + slot);
                }
            }
        }
        return durations;
    }

    private long wanted(double percentile) {
        return Math.max(1, (long) Math.ceil(Math.nextDown(percentile) * total / 100));
    }

    private int index(long duration) {
        int power = Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(duration) - halfBits - 1);
        return (power << halfBits) + (int) (duration >>> power);
    }

    private long greatest(int index) {
        int power = Math.max(0, (index >> halfBits) - 1);
        long least = (long) (index - (power << halfBits)) << power;
        return least + (1L << power) - 1;
    }
}

package io.gnomon.model;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Writes counts as HdrHistogram writes a histogram (encoding V2, not compressed), so that its decoder reads them. Its own
 * encoder wants a histogram to be filled first, and looks at each class from 0 on: that took a good part of what a flush
 * took.
 *
 * <p>Keeps memory for the next time. For one thread.
 */
final class HistogramEncoding {

    private static final int COOKIE = 0x1c849303 | 0x10;
    private static final int HEADER_BYTES = 40;

    private byte[] bytes = new byte[1_024];

    /** Where the next number goes. */
    private int end;

    byte[] encode(ClassCounts counts) {
        // Every class may bring two numbers: how many empty ones are before it, and its own.
        int needed = HEADER_BYTES + 2 * Base128.MAX_BYTES * Math.max(0, counts.end() - counts.first());
        if (bytes.length < needed) {
            bytes = new byte[2 * needed];
        }
        end = HEADER_BYTES;
        int written = 0;
        for (int index = counts.first(); index < counts.end(); index++) {
            long count = counts.at(index);
            if (count > 0) {
                putEmpty(index - written);
                putNumber(count);
                written = index + 1;
            }
        }
        putHeader(end - HEADER_BYTES, written == 0 ? 0 : DurationClasses.greatest(written - 1));
        return Arrays.copyOf(bytes, end);
    }

    /**
     * Adds what was encoded.
     *
     * @throws IllegalArgumentException if it was not encoded here
     */
    void addTo(byte[] encoded, ClassCounts sum) {
        ByteBuffer in = ByteBuffer.wrap(encoded);
        if (encoded.length < HEADER_BYTES
                || in.getInt(0) != COOKIE
                || in.getInt(4) != encoded.length - HEADER_BYTES
                || in.getInt(12) != DurationClasses.SIGNIFICANT_DIGITS) {
            throw new IllegalArgumentException("not a histogram of this agent's");
        }
        in.position(HEADER_BYTES);
        int index = 0;
        while (in.hasRemaining()) {
            long number = Base128.get(in);
            long count = number >>> 1 ^ -(number & 1);
            if (count < 0) {
                index += (int) Math.min(-count, DurationClasses.COUNT);
            } else {
                if (index >= DurationClasses.COUNT) {
                    throw new IllegalArgumentException("more classes than there are");
                }
                sum.add(index++, count);
            }
        }
    }

    private void putHeader(int payloadBytes, long greatest) {
        int normalizingOffset = 0;
        long unit = 1;
        double conversionRatio = 1;
        ByteBuffer.wrap(bytes)
                .putInt(COOKIE)
                .putInt(payloadBytes)
                .putInt(normalizingOffset)
                .putInt(DurationClasses.SIGNIFICANT_DIGITS)
                .putLong(unit)
                .putLong(Math.max(2 * unit, greatest))
                .putDouble(conversionRatio);
    }

    private void putEmpty(int classes) {
        if (classes == 1) {
            putNumber(0);
        } else if (classes > 1) {
            putNumber(-classes);
        }
    }

    /** The sign becomes the lowest bit. */
    private void putNumber(long number) {
        end = Base128.put(bytes, end, number << 1 ^ number >> 63);
    }
}

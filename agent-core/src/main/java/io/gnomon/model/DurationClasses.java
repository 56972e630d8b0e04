package io.gnomon.model;

/**
 * The classes of durations that a histogram counts: those of HdrHistogram for {@value #SIGNIFICANT_DIGITS} significant
 * decimal digits, any number, and a unit of 1 (Gil Tene, {@code AbstractHistogram.countsArrayIndex}). Up to 255 each number
 * is a class of its own; from there on each doubling has 128 classes, so that none is wider than 1 %.
 */
public final class DurationClasses {

    static final int SIGNIFICANT_DIGITS = 2;

    private static final int SUB_BITS = 8;
    private static final int HALF_BITS = SUB_BITS - 1;
    private static final int HALF = 1 << HALF_BITS;
    private static final long SUB_MASK = (1 << SUB_BITS) - 1;

    /** Leading zeros of the greatest number that is in the first bucket. */
    private static final int LEADING_ZEROS = Long.SIZE - SUB_BITS;

    /** How many classes there are. */
    static final int COUNT = (Long.SIZE - 1 - SUB_BITS) * HALF + 2 * HALF;

    private DurationClasses() {}

    /** The class of a duration in nanoseconds; one below 0 is taken for 0. */
    public static int indexOf(long durationNanos) {
        long value = Math.max(0, durationNanos);
        int shift = LEADING_ZEROS - Long.numberOfLeadingZeros(value | SUB_MASK);
        return (shift << HALF_BITS) + (int) (value >>> shift);
    }

    /** The least duration of a class, in nanoseconds. */
    static long least(int index) {
        int shift = (index >> HALF_BITS) - 1;
        return shift < 0 ? index : (long) ((index & (HALF - 1)) + HALF) << shift;
    }

    /** The greatest duration of a class, in nanoseconds. */
    static long greatest(int index) {
        return index + 1 == COUNT ? Long.MAX_VALUE : least(index + 1) - 1;
    }
}

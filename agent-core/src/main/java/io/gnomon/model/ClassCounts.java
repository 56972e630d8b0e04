package io.gnomon.model;

import java.util.Arrays;

/**
 * A count for each class of durations: large, and meant to be used again and again, to add up smaller things in. For one
 * thread.
 */
public final class ClassCounts {

    private static final int MAX_PACKED_BYTES = 3 + 10;

    private final long[] counts = new long[DurationClasses.COUNT];

    /** The classes that may have a count: from {@code first} on, before {@code end}. */
    private int first = DurationClasses.COUNT;

    private int end;
    private byte[] packing = new byte[256];

    /** Nothing counted. */
    public ClassCounts() {}

    void clear() {
        if (first < end) {
            Arrays.fill(counts, first, end, 0);
        }
        first = DurationClasses.COUNT;
        end = 0;
    }

    void add(int index, long count) {
        counts[index] += count;
        first = Math.min(first, index);
        end = Math.max(end, index + 1);
    }

    /** Adds all of these to {@code sum}. */
    void addTo(ClassCounts sum) {
        addScaledTo(sum, 1, 1);
    }

    /**
     * Adds these to {@code sum} as they would be if they were so many in all. Rounded, each class together with those below
     * it, so that nothing gets lost: {@code sum} grows by {@code wanted}.
     *
     * @param total what these add up to
     * @param wanted what they are to stand for
     */
    void addScaledTo(ClassCounts sum, long total, long wanted) {
        long before = 0;
        long beforeScaled = 0;
        for (int index = first; index < end; index++) {
            long count = counts[index];
            if (count != 0) {
                before += count;
                long scaled = total == wanted ? before : Math.round((double) before * wanted / total);
                sum.add(index, scaled - beforeScaled);
                beforeScaled = scaled;
            }
        }
    }

    PackedCounts pack() {
        int size = 0;
        int before = 0;
        for (int index = first; index < end; index++) {
            long count = counts[index];
            if (count != 0) {
                if (packing.length - size < MAX_PACKED_BYTES) {
                    packing = Arrays.copyOf(packing, packing.length * 2);
                }
                size = Base128.put(packing, size, index - before);
                size = Base128.put(packing, size, count);
                before = index;
            }
        }
        return size == 0 ? PackedCounts.NONE : new PackedCounts(Arrays.copyOf(packing, size));
    }

    /** The first class that may have a count. */
    int first() {
        return first;
    }

    /** One beyond the last class that may have a count. */
    int end() {
        return end;
    }

    /** A class's count. */
    long at(int index) {
        return counts[index];
    }

    /** The variance of these durations, in square nanoseconds, to the width of the classes; 0 of fewer than two. */
    double variance() {
        double total = 0;
        double mean = 0;
        double squares = 0;
        for (int index = first; index < end; index++) {
            if (counts[index] > 0) {
                // Welford's method, with weights.
                double middle = DurationClasses.least(index) / 2.0 + DurationClasses.greatest(index) / 2.0;
                total += counts[index];
                double distance = middle - mean;
                mean += distance * counts[index] / total;
                squares += counts[index] * distance * (middle - mean);
            }
        }
        return total < 2 ? 0 : squares / (total - 1);
    }

    /**
     * For each of these shares of all counts, counted from the shortest, the greatest duration of the class in which it is
     * reached; 0 if there is none.
     *
     * @param percentiles from 0 to 100, ascending
     */
    long[] percentiles(double... percentiles) {
        long total = 0;
        for (int index = first; index < end; index++) {
            total += counts[index];
        }
        long[] durations = new long[percentiles.length];
        long met = 0;
        int index = first;
        for (int place = 0; place < percentiles.length && total > 0; place++) {
            // One less in the last place, as HdrHistogram does: 99.9 % of 1,000 are not to be more than 999.
            long wanted = Math.max(1, (long) Math.ceil(Math.nextDown(percentiles[place]) * total / 100));
            while (met < wanted) {
                met += counts[index++];
            }
            durations[place] = DurationClasses.greatest(index - 1);
        }
        return durations;
    }
}

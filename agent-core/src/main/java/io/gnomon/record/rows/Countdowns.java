package io.gnomon.record.rows;

import java.util.Arrays;

/**
 * How many calls of each operation come before the next one that is taken for a row. Counting down is all that most calls
 * cost, so the numbers stand close together: those of thousands of operations are in the processor's cache.
 *
 * <p>For one thread.
 */
final class Countdowns {

    private long[] left = new long[64];

    /** The calls before the next one that is taken; 0 if the next one is. */
    long of(int operation) {
        return operation < left.length ? left[operation] : 0;
    }

    /** Begins anew. */
    void begin(int operation, long calls) {
        if (operation >= left.length) {
            left = Arrays.copyOf(left, Math.max(operation + 1, left.length * 2));
        }
        left[operation] = calls;
    }

    /** Counts calls; the operation has begun. */
    void count(int operation, long calls) {
        left[operation] -= calls;
    }
}

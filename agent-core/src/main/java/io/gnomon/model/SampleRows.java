package io.gnomon.model;

import java.util.Arrays;

/**
 * Calls chosen to be stored, on their way from the writer's choice to the file: a growing table of longs, used again for
 * each flush, so that a row costs no object. For one thread.
 */
public final class SampleRows {

    /** {@link #flags}: the call was slow. */
    public static final int SLOW = 1;

    /** {@link #flags}: the call failed. */
    public static final int ERROR = 2;

    private static final int STRIDE = 11;

    private long[] longs = new long[STRIDE * 256];
    private int size;

    /** Rows in here. */
    public int size() {
        return size;
    }

    /** Empties the table. */
    public void clear() {
        size = 0;
    }

    /**
     * Adds a row.
     *
     * @param threadId the Java thread's id
     * @param startNanos by {@link System#nanoTime()}
     * @param weight the calls that this one stands for, itself included
     * @param tree 0: none
     * @param caller the calling sample's id, 0: none
     */
    public void add(
            long id,
            int operation,
            int parent,
            long threadId,
            long startNanos,
            long durationNanos,
            long selfNanos,
            int flags,
            long weight,
            long tree,
            long caller) {
        int at = size * STRIDE;
        if (at == longs.length) {
            longs = Arrays.copyOf(longs, longs.length * 2);
        }
        longs[at] = id;
        longs[at + 1] = operation;
        longs[at + 2] = parent;
        longs[at + 3] = threadId;
        longs[at + 4] = startNanos;
        longs[at + 5] = durationNanos;
        longs[at + 6] = selfNanos;
        longs[at + 7] = flags;
        longs[at + 8] = weight;
        longs[at + 9] = tree;
        longs[at + 10] = caller;
        size++;
    }

    /** The sample's id in the file. */
    public long id(int row) {
        return longs[row * STRIDE];
    }

    /** The operation's id in this JVM. */
    public int operation(int row) {
        return (int) longs[row * STRIDE + 1];
    }

    /** The calling operation's id in this JVM; 0: none. */
    public int parent(int row) {
        return (int) longs[row * STRIDE + 2];
    }

    /** The Java thread's id. */
    public long threadId(int row) {
        return longs[row * STRIDE + 3];
    }

    /** The start, by {@link System#nanoTime()}. */
    public long startNanos(int row) {
        return longs[row * STRIDE + 4];
    }

    /** The duration in nanoseconds. */
    public long durationNanos(int row) {
        return longs[row * STRIDE + 5];
    }

    /** The self time in nanoseconds. */
    public long selfNanos(int row) {
        return longs[row * STRIDE + 6];
    }

    /** {@link #SLOW} and {@link #ERROR}. */
    public int flags(int row) {
        return (int) longs[row * STRIDE + 7];
    }

    /** The calls that this one stands for. */
    public long weight(int row) {
        return longs[row * STRIDE + 8];
    }

    /** The tree's number; 0: none. */
    public long tree(int row) {
        return longs[row * STRIDE + 9];
    }

    /** The calling sample's id; 0: none. */
    public long caller(int row) {
        return longs[row * STRIDE + 10];
    }
}

package io.gnomon.model;

import java.util.ArrayList;
import java.util.List;

/**
 * Calls chosen to be stored, on their way from the writer's choice to the file: a growing table of longs, used again for
 * each flush, so that a row costs no object. After large flushes it gives memory back, by and by. For one thread.
 */
public final class SampleRows {

    /** {@link #flags}: the call was slow. */
    public static final int SLOW = 1;

    /** {@link #flags}: the call failed. */
    public static final int ERROR = 2;

    /** {@link #flags}: the duration is known by the coarse clock alone. */
    public static final int COARSE = 4;

    /** {@link #flags}: the exception that left the call had left a monitored callee before. */
    public static final int PASSED_ON = 8;

    private static final int FLAGS_SHIFT = 60;

    /** {@link #durationNanos}: the row stands for calls that were counted, and none of which was timed. */
    public static final long UNKNOWN = -1;

    private static final int WEIGHT = 6;
    private static final int STRIDE = 9;
    private static final int ROW_BITS = 10;
    private static final int ROWS_IN_BLOCK = 1 << ROW_BITS;
    private static final int ROW_MASK = ROWS_IN_BLOCK - 1;

    /** Always kept: as many as a second's ordinary rows need, by default, and some. */
    private static final int BLOCKS_KEPT = 4;

    private final List<long[]> blocks = new ArrayList<>();
    private int size;

    /** Rows in here. */
    public int size() {
        return size;
    }

    /** Empties the table. Of the room that was not used now it gives half back. */
    public void clear() {
        int used = (size + ROW_MASK) >> ROW_BITS;
        int kept = Math.max(BLOCKS_KEPT, used + (blocks.size() - used) / 2);
        size = 0;
        if (blocks.size() > kept) {
            blocks.subList(kept, blocks.size()).clear();
        }
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
        if (size >> ROW_BITS == blocks.size()) {
            blocks.add(new long[ROWS_IN_BLOCK * STRIDE]);
        }
        long[] longs = blocks.get(size >> ROW_BITS);
        int at = (size & ROW_MASK) * STRIDE;
        longs[at] = id;
        longs[at + 1] = SampleLayout.meta(operation, parent, flags);
        longs[at + 2] = threadId;
        longs[at + 3] = startNanos;
        longs[at + 4] = durationNanos;
        longs[at + 5] = selfNanos;
        longs[at + WEIGHT] = weight;
        longs[at + 7] = tree;
        longs[at + 8] = caller;
        size++;
    }

    /** Has the row stand for so many more calls. */
    public void addWeight(int row, long calls) {
        blocks.get(row >> ROW_BITS)[(row & ROW_MASK) * STRIDE + WEIGHT] += calls;
    }

    /** The sample's id in the file. */
    public long id(int row) {
        return value(row, 0);
    }

    /** The operation's id in this JVM. */
    public int operation(int row) {
        return SampleLayout.operation(value(row, 1));
    }

    /** The calling operation's id in this JVM; 0: none. */
    public int parent(int row) {
        return SampleLayout.parent(value(row, 1));
    }

    /** The Java thread's id. */
    public long threadId(int row) {
        return value(row, 2);
    }

    /** The start, by {@link System#nanoTime()}. */
    public long startNanos(int row) {
        return value(row, 3);
    }

    /** The duration in nanoseconds; {@link #UNKNOWN} if it is not known. */
    public long durationNanos(int row) {
        return value(row, 4);
    }

    /** The self time in nanoseconds. */
    public long selfNanos(int row) {
        return value(row, 5);
    }

    /** {@link #SLOW}, {@link #ERROR}, {@link #COARSE} and {@link #PASSED_ON}. */
    public int flags(int row) {
        return (int) (value(row, 1) >>> FLAGS_SHIFT);
    }

    /** Whether the call was neither slow nor failed. */
    public boolean isPlain(int row) {
        return (flags(row) & (SLOW | ERROR)) == 0;
    }

    /** The calls that this one stands for. */
    public long weight(int row) {
        return value(row, WEIGHT);
    }

    /** The tree's number; 0: none. */
    public long tree(int row) {
        return value(row, 7);
    }

    /** The calling sample's id; 0: none. */
    public long caller(int row) {
        return value(row, 8);
    }

    private long value(int row, int column) {
        return blocks.get(row >> ROW_BITS)[(row & ROW_MASK) * STRIDE + column];
    }
}

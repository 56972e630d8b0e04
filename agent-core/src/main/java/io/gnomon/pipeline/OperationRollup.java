package io.gnomon.pipeline;

import io.gnomon.model.Figures;
import org.jspecify.annotations.Nullable;

/**
 * One operation's figures in the making: the open ten seconds, the ten seconds before (calls of other threads may arrive a
 * little late), the current minute, and the run.
 */
final class OperationRollup {

    private final int operation;

    /** All calls whose bucket is closed. */
    private final Figures closed = Figures.ofLongTime();

    private @Nullable Bucket open;
    private @Nullable Bucket previous;
    private @Nullable Figures minute;
    private long minuteIndex;
    private boolean changed;
    private boolean minuteChanged;

    OperationRollup(int operation) {
        this.operation = operation;
    }

    int operation() {
        return operation;
    }

    @Nullable
    Bucket open() {
        return open;
    }

    @Nullable
    Bucket previous() {
        return previous;
    }

    void open(@Nullable Bucket bucket) {
        open = bucket;
    }

    void previous(@Nullable Bucket bucket) {
        previous = bucket;
    }

    /** Notes that the figures changed; true for the first change since {@link #written}. */
    boolean change() {
        boolean first = !changed;
        changed = true;
        return first;
    }

    /** Takes over what a bucket holds whose time is over. */
    void close(Bucket bucket) {
        closed.add(bucket.figures);
        long index = Math.floorDiv(bucket.index(), RollupTable.BUCKETS_PER_MINUTE);
        Figures figures = minute;
        if (figures == null) {
            figures = Figures.ofLongTime();
            minute = figures;
        } else if (index != minuteIndex) {
            figures.reset();
        }
        minuteIndex = index;
        minuteChanged = true;
        figures.add(bucket.figures);
    }

    /** The closed calls of the current minute, if there are new ones; otherwise null. */
    @Nullable
    Figures changedMinute() {
        return minuteChanged ? minute : null;
    }

    /** The file has it all. */
    void written() {
        changed = false;
        minuteChanged = false;
    }

    /** Which minute: since 1970, counted from 0. */
    long minuteIndex() {
        return minuteIndex;
    }

    /** Adds up the run, the open buckets included, in {@code scratch}. */
    void total(Figures scratch) {
        scratch.reset();
        scratch.add(closed);
        if (previous != null) {
            scratch.add(previous.figures);
        }
        if (open != null) {
            scratch.add(open.figures);
        }
    }
}

package io.gnomon.record.rollup;

import io.gnomon.model.Figures;
import io.gnomon.model.PackedFigures;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One operation's figures in the making: the open ten seconds, the ten seconds before (calls of other threads may arrive a
 * little late), the current minute, and the run.
 */
public final class OperationRollup {

    /**
     * The closed calls of one minute.
     *
     * @param index which minute: since 1970, counted from 0
     */
    record Minute(long index, PackedFigures figures) {}

    private final int operation;

    /** All calls whose bucket is closed; null: none yet. */
    private @Nullable PackedFigures closed;

    private @Nullable Bucket open;
    private @Nullable Bucket previous;
    private @Nullable Minute minute;
    private boolean minuteChanged;

    /** Minutes that are over, but not in the file as they are. */
    private final List<Minute> unwrittenBefore = new ArrayList<>(0);

    private boolean changed;

    /** All calls since the start, and the timed ones among them. */
    private long calls;

    private long timed;
    private long timedNanos;

    OperationRollup(int operation) {
        this.operation = operation;
    }

    public int operation() {
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

    /** Counts calls that are added to one of the buckets. */
    void count(long moreCalls, long moreTimed, long moreTimedNanos) {
        calls += moreCalls;
        timed += moreTimed;
        timedNanos += moreTimedNanos;
    }

    /** Calls since the start. */
    public long calls() {
        return calls;
    }

    /** Of the calls since the start, those that the precise clock timed. */
    public long timed() {
        return timed;
    }

    /** The sum of the timed calls' durations since the start. */
    public long timedNanos() {
        return timedNanos;
    }

    /** Notes that the figures changed; true for the first change since {@link #written}. */
    boolean change() {
        boolean first = !changed;
        changed = true;
        return first;
    }

    /**
     * Takes over what a bucket holds whose time is over.
     *
     * @param scratch for the work; what it held is lost
     */
    void close(Bucket bucket, Figures scratch) {
        closed = sum(closed, bucket, scratch);
        long index = Math.floorDiv(bucket.index(), Bucket.PER_MINUTE);
        Minute current = minute;
        if (current != null && current.index() != index) {
            if (minuteChanged) {
                unwrittenBefore.add(current);
            }
            current = null;
        }
        minute = new Minute(index, sum(current == null ? null : current.figures(), bucket, scratch));
        minuteChanged = true;
    }

    private static PackedFigures sum(@Nullable PackedFigures before, Bucket bucket, Figures scratch) {
        scratch.clear();
        if (before != null) {
            scratch.add(before);
        }
        scratch.add(bucket.measured);
        return scratch.pack();
    }

    /** The minutes whose closed calls the file does not have. */
    List<Minute> unwrittenMinutes() {
        Minute current = minute;
        if (!minuteChanged || current == null) {
            return List.of();
        }
        List<Minute> unwritten = new ArrayList<>(unwrittenBefore);
        unwritten.add(current);
        return unwritten;
    }

    /** The minutes that are over, but not in the file as they are. */
    List<Minute> unwrittenBefore() {
        return unwrittenBefore;
    }

    int pastMinutes() {
        return unwrittenBefore.size();
    }

    /** Lets go the minutes that are over, up to the one of this index; returns which these were. */
    List<Minute> forgetMinutes(long untilIndex) {
        List<Minute> forgotten = unwrittenBefore.stream()
                .filter(past -> past.index() <= untilIndex)
                .toList();
        unwrittenBefore.removeAll(forgotten);
        return forgotten;
    }

    /** The file has nothing of it any more. */
    void beginAnew() {
        minuteChanged = minute != null;
    }

    /** The file has it all. */
    void written() {
        changed = false;
        minuteChanged = false;
        unwrittenBefore.clear();
    }

    /** Adds up the run, the open buckets included, in {@code scratch}. */
    void total(Figures scratch) {
        scratch.clear();
        if (closed != null) {
            scratch.add(closed);
        }
        if (previous != null) {
            scratch.add(previous.measured);
        }
        if (open != null) {
            scratch.add(open.measured);
        }
    }
}

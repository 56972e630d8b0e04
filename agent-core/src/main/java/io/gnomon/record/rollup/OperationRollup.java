package io.gnomon.record.rollup;

import io.gnomon.model.Figures;
import io.gnomon.model.PackedFigures;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One operation's figures in the making: the open ten seconds, the ten seconds before (calls of other threads may arrive a
 * little late), the current minute and hour, and the run.
 */
public final class OperationRollup {

    private final int operation;

    /** All calls whose bucket is closed; null: none yet. */
    private @Nullable PackedFigures closed;

    private @Nullable Bucket open;
    private @Nullable Bucket previous;
    private final Period minute = new Period(Bucket.MINUTE_MICROS);
    private final Period hour = new Period(Bucket.HOUR_MICROS);

    private boolean changed;

    /** All calls since the start, and the timed ones among them. */
    private long calls;

    private long timed;
    private long timedNanos;

    /** Of how many calls one is timed now; the binary logarithm. */
    private int exponent;

    /** What callees took, by estimates, whose callers of this operation still run; in nanoseconds. */
    private double owed;

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

    int exponent() {
        return exponent;
    }

    void exponent(int newExponent) {
        exponent = newExponent;
    }

    double owed() {
        return owed;
    }

    void owe(double nanos) {
        owed = nanos;
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
        minute.add(bucket, scratch);
        hour.add(bucket, scratch);
    }

    static PackedFigures sum(@Nullable PackedFigures before, Bucket bucket, Figures scratch) {
        scratch.clear();
        if (before != null) {
            scratch.add(before);
        }
        bucket.addTo(scratch);
        return scratch.pack();
    }

    /**
     * No more calls will come but for these two hours, which may be the same.
     *
     * @return whether another ended by that
     */
    boolean endHoursBut(long begin, long orBegin) {
        return hour.endUnless(begin, orBegin);
    }

    /** No more calls will come; returns whether an hour ended by that. */
    boolean endHours() {
        return hour.endUnless(Long.MIN_VALUE, Long.MIN_VALUE);
    }

    /** The minutes whose closed calls the file does not have, the current one among them. */
    List<Period.Span> unwrittenMinutes() {
        return minute.unwritten();
    }

    /** The minutes that are over, but not in the file as they are. */
    List<Period.Span> unwrittenPastMinutes() {
        return minute.unwrittenEnded();
    }

    /** The hours that are over and that the file does not have. */
    List<Period.Span> unwrittenHours() {
        return hour.unwrittenEnded();
    }

    int pastMinutes() {
        return minute.unwrittenEnded().size();
    }

    /** Lets go the minutes that are over, up to the one that begins then, and the hours before; returns which minutes. */
    List<Period.Span> forgetMinutes(long untilBegin) {
        hour.forget(untilBegin - Bucket.HOUR_MICROS);
        return minute.forget(untilBegin);
    }

    /** The file has nothing of it any more. */
    void beginAnew() {
        minute.beginAnew();
    }

    /** The file has it all. */
    void written() {
        changed = false;
        minute.written();
        hour.endedWritten();
    }

    /** Adds up the run, the open buckets included, in {@code scratch}. */
    void total(Figures scratch) {
        scratch.clear();
        if (closed != null) {
            scratch.add(closed);
        }
        if (previous != null) {
            previous.addTo(scratch);
        }
        if (open != null) {
            open.addTo(scratch);
        }
    }
}

package io.gnomon.record.rollup;

import io.gnomon.model.ClockStep;
import io.gnomon.model.RunClock;
import io.gnomon.model.TimeAnchor;

/**
 * Which ten seconds are open, and which were before. In nanoseconds by {@link System#nanoTime()}, by which calls are timed, and
 * in microseconds since 1970-01-01 UTC, by which the file has them.
 *
 * <p>For the writer thread.
 */
final class OpenBuckets {

    private final RunClock clock;

    /** Where the open bucket begins ({@link Bucket#begin}), and its bounds by {@link System#nanoTime()}. */
    private long begin;

    private long startNanos;
    private long endNanos;

    /** Where the bucket before begins. That is ten seconds earlier, but for where the clock was set in between. */
    private long previousBegin;

    /** How often the clock was set back to a bucket that had been open before. */
    private long setBack;

    OpenBuckets(RunClock clock) {
        this.clock = clock;
        moveTo(clock.nanoTime(clock.startMicros()));
    }

    /** Where the open bucket begins ({@link Bucket#begin}). */
    long begin() {
        return begin;
    }

    /** Where the bucket before begins. */
    long previousBegin() {
        return previousBegin;
    }

    /** When the open bucket begins. */
    long startNanos() {
        return startNanos;
    }

    /** Whether the open bucket ended before then. */
    boolean isOver(long nanoTime) {
        return nanoTime - endNanos >= 0;
    }

    /** Whether the open bucket had begun by then. */
    boolean hasBegun(long nanoTime) {
        return nanoTime - startNanos >= 0;
    }

    /** Opens the bucket that holds this time. */
    void moveTo(long nanoTime) {
        TimeAnchor anchor = clock.anchor(nanoTime);
        begin = begin(anchor.epochMicros(nanoTime));
        previousBegin = begin - Bucket.MICROS;
        startNanos = anchor.nanoTime(begin - setBack);
        endNanos = startNanos + Bucket.MICROS * 1_000L;
    }

    /**
     * Has the clock's new time hold for what ends from now on. The bucket before is then the one that was open until now,
     * wherever it is: what ended before the step, and was not read yet, belongs there.
     *
     * <p>Where the clock was set back, ten seconds may come for the second time. Their buckets begin a microsecond later than
     * those of the first time did, so that neither replaces the other in the file.
     *
     * @return whether another bucket is open now
     */
    boolean follow(ClockStep step) {
        TimeAnchor anchor = clock.anchor(step.atNanos());
        long next = begin(anchor.epochMicros(step.atNanos()));
        if (next < begin) {
            setBack++;
            next++;
        }
        boolean moved = next != begin;
        if (moved) {
            previousBegin = begin;
            begin = next;
            startNanos = step.atNanos();
        }
        endNanos = anchor.nanoTime(begin - setBack + Bucket.MICROS);
        return moved;
    }

    private long begin(long epochMicros) {
        return Math.floorDiv(epochMicros, Bucket.MICROS) * Bucket.MICROS + setBack;
    }
}

package io.gnomon.model;

import org.jspecify.annotations.Nullable;

/**
 * What was measured of one operation's calls within some time. Each call is counted in one of three ways: timed by the
 * precise clock; coarse, that is slow or failed, and timed by the coarse clock alone; or untimed, where nothing is known of
 * it but that it was made. {@link Figures} say what follows from that for all calls.
 *
 * <p>Durations in nanoseconds. For one thread.
 */
public final class Measurements {

    private long errors;
    private long slow;
    private long timed;
    private long timedSum;
    private long timedSelf;
    private long min = Long.MAX_VALUE;
    private long max;
    private final DurationCounts durations = new DurationCounts();
    private long coarse;
    private long coarseSum;
    private long coarseSelf;

    /** May be below 0: calls that are taken back may have been added to earlier measurements. */
    private long untimed;

    /** Null until there is a coarse call: most operations never have one. */
    private @Nullable DurationCounts coarseDurations;

    /** Adds one timed call; {@code flags} as in {@link SampleRows}. */
    public void add(long durationNanos, long selfNanos, int flags) {
        note(durationNanos, flags);
        timed++;
        timedSum += durationNanos;
        timedSelf += selfNanos;
        durations.add(durationNanos);
    }

    /**
     * Adds timed calls as a chunk holds them: the first one, and those after it that have its operation and parent, no
     * flag, and an end before {@code untilNanos}.
     *
     * @param longs samples, of which the first has no flag
     * @param from where the first sample is
     * @param end where the samples end
     * @return where the next sample is that was not added
     */
    public int addAlike(long[] longs, int from, int end, long untilNanos) {
        long alike = SampleLayout.withoutDepth(longs[from + SampleLayout.META]);
        long sum = 0;
        long self = 0;
        long least = min;
        long most = max;
        int at = from;
        do {
            long duration = longs[at + SampleLayout.DURATION];
            sum += duration;
            self += longs[at + SampleLayout.SELF];
            least = Math.min(least, duration);
            most = Math.max(most, duration);
            durations.add(duration);
            at += SampleLayout.STRIDE;
        } while (at < end
                && SampleLayout.withoutDepth(longs[at + SampleLayout.META]) == alike
                && longs[at] + longs[at + SampleLayout.DURATION] - untilNanos < 0);
        int calls = (at - from) / SampleLayout.STRIDE;
        timed += calls;
        timedSum += sum;
        timedSelf += self;
        min = least;
        max = most;
        return at;
    }

    /** Adds a slow or failed call whose duration is known by the coarse clock alone. */
    public void addCoarse(long durationNanos, long selfNanos, int flags) {
        note(durationNanos, flags);
        coarse++;
        coarseSum += durationNanos;
        coarseSelf += selfNanos;
        if (coarseDurations == null) {
            coarseDurations = new DurationCounts();
        }
        coarseDurations.add(durationNanos);
    }

    private void note(long durationNanos, int flags) {
        errors += (flags & SampleRows.ERROR) >> 1;
        slow += flags & SampleRows.SLOW;
        min = Math.min(min, durationNanos);
        max = Math.max(max, durationNanos);
    }

    /**
     * Adds calls of which nothing but their number, and how many of them failed, is known.
     *
     * @param calls negative to take back calls that were added so, perhaps to earlier measurements, and are added otherwise
     */
    public void addUntimed(long calls, long failed) {
        untimed += calls;
        errors += failed;
    }

    /** Gives back the memory that quick adding takes; for measurements to which little or nothing is added from now on. */
    public void pack(ClassCounts scratch) {
        durations.pack(scratch);
        if (coarseDurations != null) {
            coarseDurations.pack(scratch);
        }
    }

    /** Back to nothing. */
    public void clear() {
        untimed = 0;
        errors = 0;
        slow = 0;
        timed = 0;
        timedSum = 0;
        timedSelf = 0;
        min = Long.MAX_VALUE;
        max = 0;
        durations.clear();
        coarse = 0;
        coarseSum = 0;
        coarseSelf = 0;
        coarseDurations = null;
    }

    /** All calls; for a moment, while some are being taken back, it may lack a few, and even be negative. */
    public long count() {
        return timed + coarse + untimed;
    }

    /** The failed among all calls. */
    public long errors() {
        return errors;
    }

    /** The slow among the timed and the coarse calls. */
    public long slow() {
        return slow;
    }

    /** The timed calls. */
    public long timed() {
        return timed;
    }

    /** The sum of the timed calls' durations. */
    public long timedSum() {
        return timedSum;
    }

    /** The sum of the timed calls' self times. */
    public long timedSelf() {
        return timedSelf;
    }

    /** The calls that the timed ones stand for: all but the coarse. 0 if none was timed. */
    public long represented() {
        return timed == 0 ? 0 : timed + Math.max(0, untimed);
    }

    /** The sum of the coarse calls' durations. */
    public long coarseSum() {
        return coarseSum;
    }

    /** The sum of the coarse calls' self times. */
    public long coarseSelf() {
        return coarseSelf;
    }

    /** The shortest duration known; {@link Long#MAX_VALUE} if none is. */
    long min() {
        return min;
    }

    /** The longest duration known; 0 if none is. */
    long max() {
        return max;
    }

    /** Adds the durations of the timed calls to {@code sum}. */
    void addTimedTo(ClassCounts sum) {
        durations.addTo(sum);
    }

    /** Adds the durations of the coarse calls to {@code sum}. */
    void addCoarseTo(ClassCounts sum) {
        if (coarseDurations != null) {
            coarseDurations.addTo(sum);
        }
    }

    /**
     * What a part of the timed calls stands for.
     *
     * @param part a number of timed calls, or a sum over them
     */
    public long scaled(long part) {
        long represented = represented();
        return represented == timed ? part : Math.round((double) part * represented / timed);
    }
}

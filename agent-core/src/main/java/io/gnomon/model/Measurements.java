package io.gnomon.model;

import org.jspecify.annotations.Nullable;

/**
 * What was measured of one operation's calls within some time. Each call is counted in one of three ways: plain, that is
 * timed, and neither slow nor failed; flagged, that is slow or failed; or untimed, where nothing is known of it but that it
 * was made. Plain calls stand for the untimed ones. Flagged calls stand for themselves alone, because each of them is
 * recorded, even where others of the operation are only counted. {@link Figures} say what follows from that for all calls.
 *
 * <p>Durations in nanoseconds. For one thread.
 */
public final class Measurements {

    /** May be below 0: calls that are taken back may have been added to earlier measurements. */
    private long untimed;

    private long errors;
    private long slow;
    private long min = Long.MAX_VALUE;
    private long max;
    private long plain;
    private long plainSum;
    private long plainSelf;
    private final DurationCounts plainDurations = new DurationCounts();
    private long flagged;
    private long flaggedSum;
    private long flaggedSelf;

    /** Null until there is a flagged call: most operations never have one. */
    private @Nullable DurationCounts flaggedDurations;

    /** Of the flagged calls, those that the coarse clock timed. */
    private long coarse;

    /** Adds one recorded call; {@code flags} as in {@link SampleRows}. */
    public void add(long durationNanos, long selfNanos, int flags) {
        errors += (flags & SampleRows.ERROR) >> 1;
        slow += flags & SampleRows.SLOW;
        min = Math.min(min, durationNanos);
        max = Math.max(max, durationNanos);
        if (flags == 0) {
            plain++;
            plainSum += durationNanos;
            plainSelf += selfNanos;
            plainDurations.add(durationNanos);
        } else {
            addFlagged(durationNanos, selfNanos, (flags & SampleRows.COARSE) != 0);
        }
    }

    private void addFlagged(long durationNanos, long selfNanos, boolean byCoarseClock) {
        flagged++;
        flaggedSum += durationNanos;
        flaggedSelf += selfNanos;
        coarse += byCoarseClock ? 1 : 0;
        if (flaggedDurations == null) {
            flaggedDurations = new DurationCounts();
        }
        flaggedDurations.add(durationNanos);
    }

    /** Adds the calls of a run, all of them plain. */
    public void add(GnomonSamples run) {
        int calls = run.runCalls();
        long sum = 0;
        long least = Long.MAX_VALUE;
        long most = 0;
        for (int call = 0; call < calls; call++) {
            long duration = run.runDuration(call);
            sum += duration;
            least = Math.min(least, duration);
            most = Math.max(most, duration);
        }
        plainDurations.add(run);
        addCounted(calls, sum, sum, least, most);
    }

    /** Counts the duration of a plain call that is to be added by {@link #addCounted}, and nothing else of it. */
    public void countPlain(long durationNanos) {
        plainDurations.add(durationNanos);
    }

    /** Adds plain calls, at least one, whose durations have been counted by {@link #countPlain}. */
    public void addCounted(long calls, long sumNanos, long selfNanos, long minNanos, long maxNanos) {
        plain += calls;
        plainSum += sumNanos;
        plainSelf += selfNanos;
        min = Math.min(min, minNanos);
        max = Math.max(max, maxNanos);
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
        plainDurations.pack(scratch);
        if (flaggedDurations != null) {
            flaggedDurations.pack(scratch);
        }
    }

    /** Back to nothing. */
    public void clear() {
        untimed = 0;
        errors = 0;
        slow = 0;
        min = Long.MAX_VALUE;
        max = 0;
        plain = 0;
        plainSum = 0;
        plainSelf = 0;
        plainDurations.clear();
        flagged = 0;
        flaggedSum = 0;
        flaggedSelf = 0;
        flaggedDurations = null;
        coarse = 0;
    }

    /** All calls; for a moment, while some are being taken back, it may lack a few, and even be negative. */
    public long count() {
        return plain + flagged + untimed;
    }

    /** The failed among all calls. */
    public long errors() {
        return errors;
    }

    /** The slow among the recorded calls. */
    public long slow() {
        return slow;
    }

    /** The calls that the precise clock timed. */
    public long timed() {
        return plain + flagged - coarse;
    }

    /** The timed calls that were neither slow nor failed. */
    public long plain() {
        return plain;
    }

    /** The sum of the plain calls' durations. */
    public long plainSum() {
        return plainSum;
    }

    /** The sum of the plain calls' self times. */
    public long plainSelf() {
        return plainSelf;
    }

    /** The calls that the plain ones stand for: all but the flagged. 0 if there are no plain ones. */
    public long represented() {
        return plain == 0 ? 0 : Math.max(plain, plain + untimed);
    }

    /** The sum of the flagged calls' durations. */
    public long flaggedSum() {
        return flaggedSum;
    }

    /** The sum of the flagged calls' self times. */
    public long flaggedSelf() {
        return flaggedSelf;
    }

    /** The shortest duration known; {@link Long#MAX_VALUE} if none is. */
    long min() {
        return min;
    }

    /** The longest duration known; 0 if none is. */
    long max() {
        return max;
    }

    /** Adds the durations of the plain calls to {@code sum}. */
    void addPlainTo(ClassCounts sum) {
        plainDurations.addTo(sum);
    }

    /** Adds the durations of the flagged calls to {@code sum}. */
    void addFlaggedTo(ClassCounts sum) {
        if (flaggedDurations != null) {
            flaggedDurations.addTo(sum);
        }
    }

    /**
     * What a part of the plain calls stands for.
     *
     * @param part a number of plain calls, or a sum over them
     */
    public long scaled(long part) {
        long represented = represented();
        return represented == plain ? part : Math.round((double) part * represented / plain);
    }
}

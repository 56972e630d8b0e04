package io.gnomon.model;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was measured of one operation's calls within some time. Each call is counted in one of five ways:
 *
 * <ul>
 *   <li>plain: timed, as all calls were at the time, and neither slow nor failed;
 *   <li>flagged: slow or failed. Each of those is recorded, whatever happens to the others;
 *   <li>drawn: timed, where others were only counted;
 *   <li>untimed: one of these others;
 *   <li>dropped: timed, but there was no room for its sample.
 * </ul>
 *
 * Plain and flagged calls stand for themselves. Drawn ones stand for the untimed ones of the same {@link Stratum}, too, and
 * plain ones for those dropped. {@link Figures} say what follows from that for all calls.
 *
 * <p>Durations in nanoseconds. For one thread.
 */
public final class Measurements {

    /** By throttle; null until there is one: most operations are never throttled. */
    private @Nullable List<Stratum> strata;

    private Ticks ticks = Ticks.NONE;

    /** May be below 0: calls that are taken back may have been added to earlier measurements. */
    private long untimed;

    private long drawn;
    private long drawnSum;
    private long drawnSelf;
    private long dropped;
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
        long least = min;
        long most = max;
        for (int call = 0; call < calls; call++) {
            long duration = run.runDuration(call);
            sum += duration;
            least = Math.min(least, duration);
            most = Math.max(most, duration);
        }
        min = least;
        max = most;
        plainDurations.add(run);
        addPlain(calls, sum, sum);
    }

    /** Adds plain calls, whose durations are to be added by {@link #addDurations}. */
    public void addPlain(long calls, long sumNanos, long selfNanos) {
        plain += calls;
        plainSum += sumNanos;
        plainSelf += selfNanos;
    }

    /**
     * Adds the durations of plain calls that are to be added by {@link #addPlain}.
     *
     * @param classes where there are so many, from there on; see {@link DurationClasses}
     */
    public void addDurations(short[] classes, int from, int count, long minNanos, long maxNanos) {
        plainDurations.add(classes, from, count);
        min = Math.min(min, minNanos);
        max = Math.max(max, maxNanos);
    }

    /**
     * Adds a call that was drawn to be timed.
     *
     * @param exponent the binary logarithm of the calls of which one is timed
     */
    public void addDrawn(long durationNanos, long selfNanos, int exponent, ClockCost clock) {
        drawn++;
        drawnSum += durationNanos;
        drawnSelf += selfNanos;
        min = Math.min(min, durationNanos);
        max = Math.max(max, durationNanos);
        stratum(exponent).addDrawn(durationNanos, clock);
    }

    /**
     * Adds calls that were only counted.
     *
     * @param calls negative to take back calls that were added so, perhaps to earlier measurements, and are added otherwise
     * @param exponent of how many calls one was timed; its binary logarithm
     * @param seen what the coarse clock has seen of them
     */
    public void addUntimed(long calls, int exponent, Ticks seen) {
        untimed += calls;
        ticks = ticks.plus(seen);
        stratum(exponent).addUntimed(calls);
    }

    /** Adds calls of which nothing but their number, and how many of them failed, is known. */
    public void addDropped(long calls, long failed) {
        dropped += calls;
        errors += failed;
    }

    private Stratum stratum(int exponent) {
        if (strata == null) {
            strata = new ArrayList<>(1);
        }
        for (Stratum known : strata) {
            if (known.exponent() == exponent) {
                return known;
            }
        }
        Stratum begun = new Stratum(exponent);
        strata.add(begun);
        return begun;
    }

    /** Gives back the memory that quick adding takes; for measurements to which little or nothing is added from now on. */
    public void pack(ClassCounts scratch) {
        plainDurations.pack(scratch);
        if (flaggedDurations != null) {
            flaggedDurations.pack(scratch);
        }
        strata().forEach(stratum -> stratum.pack(scratch));
    }

    /** Back to nothing. */
    public void clear() {
        strata = null;
        ticks = Ticks.NONE;
        untimed = 0;
        drawn = 0;
        drawnSum = 0;
        drawnSelf = 0;
        dropped = 0;
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
        return plain + flagged + drawn + untimed + dropped;
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
        return plain + flagged + drawn - coarse;
    }

    /** The calls of {@link #timed} that were neither slow nor failed, and not drawn. */
    public long plain() {
        return plain;
    }

    /** The calls that were drawn to be timed. */
    public long drawn() {
        return drawn;
    }

    /** The slow and the failed calls. */
    long flagged() {
        return flagged;
    }

    /** The sum of the plain calls' durations. */
    public long plainSum() {
        return plainSum;
    }

    /**
     * What the calls took that have no sample.
     *
     * @param clock by which the others were timed
     * @param scratch for the work; what it held is lost
     */
    public Estimate estimateUntimed(ClockCost clock, ClassCounts scratch) {
        return new Representation(this).untimed(clock, scratch);
    }

    /** Whether there are calls that have no sample. */
    public boolean hasUntimed() {
        return untimedCalls() > 0;
    }

    /** How many calls have no sample. */
    public long untimedCalls() {
        return untimed() + dropped;
    }

    /** The sum of the durations of all calls that have a sample. */
    public long knownSum() {
        return plainSum + flaggedSum + drawnSum;
    }

    /** The sum of the self times of all calls that have a sample. */
    public long knownSelf() {
        return plainSelf + flaggedSelf + drawnSelf;
    }

    /** Calls that were only counted. */
    long untimed() {
        return Math.max(0, untimed);
    }

    long dropped() {
        return dropped;
    }

    List<Stratum> strata() {
        return strata == null ? List.of() : strata;
    }

    Ticks ticks() {
        return ticks;
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
}

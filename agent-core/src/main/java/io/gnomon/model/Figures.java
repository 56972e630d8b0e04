package io.gnomon.model;

import org.HdrHistogram.AbstractHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.IntCountsHistogram;

/**
 * The figures of one operation over some time: exact counts and sums, and a histogram of the durations that is exact to
 * 1 %. Durations in nanoseconds. For one thread.
 */
public final class Figures {

    /** Two significant decimal digits: the histogram's buckets are at most 1 % wide. */
    public static final int SIGNIFICANT_DIGITS = 2;

    private final AbstractHistogram histogram;
    private long count;
    private long errors;
    private long slow;
    private long timed;
    private long sum;
    private long self;
    private long min = Long.MAX_VALUE;
    private long max;

    private Figures(AbstractHistogram histogram) {
        this.histogram = histogram;
        histogram.setAutoResize(true);
    }

    /** For at most 2<sup>31</sup>-1 calls of about one duration, in half the memory: for ten seconds, not for a run. */
    public static Figures ofShortTime() {
        return new Figures(new IntCountsHistogram(SIGNIFICANT_DIGITS));
    }

    /** For any number of calls. */
    public static Figures ofLongTime() {
        return new Figures(new Histogram(SIGNIFICANT_DIGITS));
    }

    /** Adds one timed call; {@code flags} as in {@link SampleRows}. */
    public void add(long durationNanos, long selfNanos, int flags) {
        count++;
        timed++;
        errors += (flags & SampleRows.ERROR) >> 1;
        slow += flags & SampleRows.SLOW;
        sum += durationNanos;
        self += selfNanos;
        min = Math.min(min, durationNanos);
        max = Math.max(max, durationNanos);
        histogram.recordValue(Math.max(0, durationNanos));
    }

    /** Adds calls of which nothing but their number, and how many of them failed, is known. */
    public void addUntimed(long calls, long failed) {
        count += calls;
        errors += failed;
    }

    /** Adds all of {@code other}. */
    public void add(Figures other) {
        count += other.count;
        errors += other.errors;
        slow += other.slow;
        timed += other.timed;
        sum += other.sum;
        self += other.self;
        min = Math.min(min, other.min);
        max = Math.max(max, other.max);
        histogram.add(other.histogram);
    }

    /** Back to nothing. */
    public void reset() {
        count = 0;
        errors = 0;
        slow = 0;
        timed = 0;
        sum = 0;
        self = 0;
        min = Long.MAX_VALUE;
        max = 0;
        histogram.reset();
    }

    /** Calls that ended. */
    public long count() {
        return count;
    }

    /** Calls that failed. */
    public long errors() {
        return errors;
    }

    /** Calls that were slow. */
    public long slow() {
        return slow;
    }

    /** Calls whose duration is known; what follows speaks of these alone. */
    public long timed() {
        return timed;
    }

    /** The sum of the durations. */
    public long sum() {
        return sum;
    }

    /** The sum of the self times. */
    public long self() {
        return self;
    }

    /** The shortest duration; 0 if none is known. */
    public long min() {
        return timed == 0 ? 0 : min;
    }

    /** The longest duration; 0 if none is known. */
    public long max() {
        return max;
    }

    /**
     * The duration that this share of the calls did not exceed, to 1 %, and never above {@link #max()}.
     *
     * @param percentile from 0 to 100
     */
    public long percentile(double percentile) {
        return timed == 0 ? 0 : Math.max(min, Math.min(max, histogram.getValueAtPercentile(percentile)));
    }

    /** The durations. */
    public AbstractHistogram histogram() {
        return histogram;
    }
}

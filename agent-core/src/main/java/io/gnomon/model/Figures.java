package io.gnomon.model;

/**
 * The figures of one operation's calls over some time, as the file has them. They speak of all calls. Where not each was
 * timed, what the timed ones took stands for the others; counts are exact in any case. Durations in nanoseconds.
 *
 * <p>Takes much memory, and is meant to be used again: {@link PackedFigures} are for keeping. For one thread.
 */
public final class Figures {

    private final ClassCounts durations = new ClassCounts();
    private final ClassCounts plainDurations = new ClassCounts();
    private final HistogramEncoding encoding = new HistogramEncoding();
    private long count;
    private long errors;
    private long slow;
    private long timed;
    private long sum;
    private long self;
    private long min = Long.MAX_VALUE;
    private long max;

    /** Figures of no call. */
    public Figures() {}

    /** Adds what follows from {@code measured} for all its calls. */
    public void add(Measurements measured) {
        count += measured.count();
        errors += measured.errors();
        slow += measured.slow();
        timed += measured.timed();
        sum += measured.flaggedSum() + measured.scaled(measured.plainSum());
        self += measured.flaggedSelf() + measured.scaled(measured.plainSelf());
        min = Math.min(min, measured.min());
        max = Math.max(max, measured.max());
        measured.addFlaggedTo(durations);
        if (measured.represented() == measured.plain()) {
            measured.addPlainTo(durations);
        } else {
            plainDurations.clear();
            measured.addPlainTo(plainDurations);
            plainDurations.addScaledTo(durations, measured.plain(), measured.represented());
        }
    }

    /** Adds all of {@code other}. */
    public void add(PackedFigures other) {
        count += other.count();
        errors += other.errors();
        slow += other.slow();
        timed += other.timed();
        sum += other.sum();
        self += other.self();
        min = Math.min(min, other.min());
        max = Math.max(max, other.max());
        other.durations().addTo(durations);
    }

    /** The same in little memory. */
    public PackedFigures pack() {
        return new PackedFigures(count, errors, slow, timed, sum, self, min, max, durations.pack());
    }

    /** Back to nothing. */
    public void clear() {
        count = 0;
        errors = 0;
        slow = 0;
        timed = 0;
        sum = 0;
        self = 0;
        min = Long.MAX_VALUE;
        max = 0;
        durations.clear();
    }

    /** Calls that ended. */
    public long count() {
        return Math.max(0, count);
    }

    /** Calls that failed. */
    public long errors() {
        return errors;
    }

    /** Calls that were slow. */
    public long slow() {
        return slow;
    }

    /** Calls timed by the precise clock. If they are fewer than all, the sums and the durations are estimates. */
    public long timed() {
        return timed;
    }

    /** The sum of the durations. */
    public long sum() {
        return sum;
    }

    /** The sum of the self times. */
    public long self() {
        return Math.max(0, Math.min(sum, self));
    }

    /** The shortest duration; 0 if none is known. */
    public long min() {
        return min == Long.MAX_VALUE ? 0 : min;
    }

    /** The longest duration; 0 if none is known. */
    public long max() {
        return max;
    }

    /**
     * The durations that these shares of the calls did not exceed, to 1 %, and never above {@link #max()}. 0 if no duration
     * is known.
     *
     * @param percentiles from 0 to 100, ascending
     */
    public long[] percentiles(double... percentiles) {
        long[] found = durations.percentiles(percentiles);
        for (int place = 0; place < found.length; place++) {
            found[place] = Math.max(min(), Math.min(max, found[place]));
        }
        return found;
    }

    /** The durations, as HdrHistogram encodes them: {@link org.HdrHistogram.Histogram#decodeFromByteBuffer} reads them. */
    public byte[] encodedHistogram() {
        return encoding.encode(durations);
    }
}

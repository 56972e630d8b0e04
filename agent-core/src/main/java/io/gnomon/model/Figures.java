package io.gnomon.model;

/**
 * The figures of one operation's calls over some time, as the file has them. They speak of all calls. Where not each was
 * timed they are estimates, and have a standard error; counts are exact in any case. Durations in nanoseconds.
 *
 * <p>Takes much memory, and is meant to be used again: {@link PackedFigures} are for keeping. For one thread.
 */
public final class Figures {

    private final ClassCounts durations = new ClassCounts();
    private final ClassCounts part = new ClassCounts();
    private final HistogramEncoding encoding = new HistogramEncoding();
    private long count;
    private long errors;
    private long slow;
    private long timed;
    private long sum;
    private long self;
    private long min = Long.MAX_VALUE;
    private long max;

    /** What {@link #sum} and {@link #self} hold of what is not known exactly; see {@link Estimate}. */
    private Estimate estimated = Estimate.NOTHING;

    private Estimate selfEstimated = Estimate.NOTHING;

    /** See {@link Representation#weightSquares}. */
    private double weightSquares;

    /** Figures of no call. */
    public Figures() {}

    /**
     * Adds what follows from {@code measured} for all its calls.
     *
     * @param untimed what the calls took that have no sample
     * @param selfUntimed the amount to add to the self times for these, and for callees that have none
     */
    public void add(Measurements measured, Estimate untimed, Estimate selfUntimed) {
        count += measured.count();
        errors += measured.errors();
        slow += measured.slow();
        timed += measured.timed();
        sum += measured.knownSum() + Math.round(untimed.value());
        self += measured.knownSelf() + Math.round(selfUntimed.value());
        estimated = estimated.plus(untimed);
        selfEstimated = selfEstimated.plus(selfUntimed);
        min = Math.min(min, measured.min());
        max = Math.max(max, measured.max());
        Representation representation = new Representation(measured);
        weightSquares += representation.weightSquares();
        measured.addFlaggedTo(durations);
        part.clear();
        measured.addPlainTo(part);
        part.addScaledTo(durations, measured.plain(), representation.ofPlain());
        for (Stratum stratum : measured.strata()) {
            if (stratum.drawn() > 0) {
                part.clear();
                stratum.addDurationsTo(part);
                part.addScaledTo(durations, stratum.drawn(), representation.of(stratum));
                min = Math.min(min, stratum.least());
            }
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
        estimated = estimated.plus(other.estimated());
        selfEstimated = selfEstimated.plus(other.selfEstimated());
        weightSquares += other.weightSquares();
        other.durations().addTo(durations);
    }

    /**
     * Adds all of {@code stored}.
     *
     * @param histogram what belongs to it, as {@link #encodedHistogram} made it
     * @throws IllegalArgumentException if the histogram is encoded in another way
     */
    public void add(StoredFigures stored, byte[] histogram) {
        encoding.addTo(histogram, durations);
        count += stored.count();
        errors += stored.errors();
        slow += stored.slow();
        timed += stored.timed();
        sum += stored.sum();
        self += stored.self();
        max = Math.max(max, stored.max());
        estimated = estimated.plus(stored.estimated());
        selfEstimated = selfEstimated.plus(stored.selfEstimated());
        weightSquares += stored.weightSquares();
        if (stored.hasDurations()) {
            min = Math.min(min, stored.min());
        }
    }

    /** The same in little memory. */
    public PackedFigures pack() {
        return new PackedFigures(
                count,
                errors,
                slow,
                timed,
                sum,
                self,
                min,
                max,
                estimated,
                selfEstimated,
                weightSquares,
                durations.pack());
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
        estimated = Estimate.NOTHING;
        selfEstimated = Estimate.NOTHING;
        weightSquares = 0;
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

    /** How far off {@link #sum} may be; its value is of no meaning. */
    public Estimate sumError() {
        return estimated;
    }

    /** How far off {@link #self} may be; its value is of no meaning. */
    public Estimate selfError() {
        return selfEstimated;
    }

    /**
     * How many calls, drawn at random from all and timed, would tell as much of the durations as is known: the effective
     * sample size (Kish, Survey Sampling, section 11.7). All calls, if each was timed.
     */
    public long effective() {
        return weightSquares <= count() ? count() : Math.round((double) count * count / weightSquares);
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

    /**
     * Half of what lies between the durations that could as well be these percentiles of all calls, given how many are
     * known, in standard errors: 0 if each call was timed, and 1 at least if not.
     */
    public long[] percentileErrors(double... percentiles) {
        long[] errors = new long[percentiles.length];
        double effective = effective();
        if (effective < count()) {
            for (int place = 0; place < errors.length; place++) {
                double share = percentiles[place] / 100;
                double margin = 100 * Math.sqrt(share * (1 - share) / Math.max(1, effective));
                long[] bounds = percentiles(
                        Math.max(0, percentiles[place] - margin), Math.min(100, percentiles[place] + margin));
                errors[place] = Math.max(1, (bounds[1] - bounds[0] + 1) / 2);
            }
        }
        return errors;
    }

    /** The durations, as HdrHistogram encodes them: {@link org.HdrHistogram.Histogram#decodeFromByteBuffer} reads them. */
    public byte[] encodedHistogram() {
        return encoding.encode(durations);
    }
}

package io.gnomon.model;

/**
 * The figures of one operation over some time, as the file has them, but for their histogram; see the columns of {@code
 * rollup}. Durations and errors in nanoseconds.
 */
public record StoredFigures(
        long count,
        long errors,
        long slow,
        long timed,
        long sum,
        long self,
        long min,
        long max,
        long effective,
        long sumError,
        long sumOffset,
        long selfError,
        long selfOffset) {

    Estimate estimated() {
        return estimate(sumError, sumOffset);
    }

    Estimate selfEstimated() {
        return estimate(selfError, selfOffset);
    }

    private static Estimate estimate(long error, long offset) {
        return new Estimate(0, Math.max(0, (double) error * error - (double) offset * offset), offset);
    }

    /** See {@link Representation#weightSquares}; what {@link Figures#effective} was made of. */
    double weightSquares() {
        return (double) count * count / Math.max(1, effective);
    }

    boolean hasDurations() {
        return timed > 0 || max > 0;
    }
}

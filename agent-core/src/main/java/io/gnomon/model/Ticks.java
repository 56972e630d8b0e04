package io.gnomon.model;

/**
 * What the ticks of the coarse clock say of calls that were only counted; see {@link GnomonCounter}. Each call that was
 * running at a tick stands for the time from one tick to the next.
 *
 * @param nanos the estimate of all their time
 * @param squares in square microseconds, of what that is the sum of
 * @param longNanos the estimate of what they took beyond {@link GnomonThrottle#longNanos}
 * @param longSquares the same of that
 */
public record Ticks(long nanos, long squares, long longNanos, long longSquares) {

    /** No call was running at a tick. */
    public static final Ticks NONE = new Ticks(0, 0, 0, 0);

    private static final double NANOS_SQUARED = 1e6;

    /** What the counter has counted in all. */
    public static Ticks of(GnomonCounter counter) {
        return new Ticks(counter.tickNanos(), counter.tickSquares(), counter.longNanos(), counter.longSquares());
    }

    /** These and those. */
    public Ticks plus(Ticks other) {
        return new Ticks(
                nanos + other.nanos,
                squares + other.squares,
                longNanos + other.longNanos,
                longSquares + other.longSquares);
    }

    /** These without those. */
    public Ticks minus(Ticks other) {
        return new Ticks(
                nanos - other.nanos,
                squares - other.squares,
                longNanos - other.longNanos,
                longSquares - other.longSquares);
    }

    /** Such a share of these. */
    public Ticks times(double share) {
        return new Ticks(
                Math.round(nanos * share),
                Math.round(squares * share),
                Math.round(longNanos * share),
                Math.round(longSquares * share));
    }

    /** The time between two ticks, in nanoseconds, as these calls met it. */
    double length() {
        return squares > 0 && nanos > 0 ? NANOS_SQUARED * squares / nanos : GnomonThrottle.TICK_NANOS;
    }

    /** How much all the calls took up to {@link GnomonThrottle#longNanos} each. */
    double shortNanos() {
        return nanos - longNanos;
    }

    /** The variance of {@link #longNanos}, so far as it can be seen. */
    double longVariance() {
        return NANOS_SQUARED * longSquares;
    }
}

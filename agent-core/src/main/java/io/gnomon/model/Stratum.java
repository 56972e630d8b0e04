package io.gnomon.model;

/**
 * Calls of an operation that were made under one throttle: of these some were drawn to be timed, each with the same
 * chance, and the others only counted, untimed. So the drawn ones stand for those, and for no others.
 *
 * <p>A call that was timed took longer than it would have otherwise, by one reading of the clock; that is taken off. Beyond
 * {@link GnomonThrottle#longNanos} the ticks of the coarse clock say more of long calls than the few that were drawn.
 */
final class Stratum {

    private final int exponent;
    private final DurationCounts durations = new DurationCounts();
    private long untimed;
    private long drawn;
    private double sum;
    private double squares;
    private double least = Double.POSITIVE_INFINITY;

    Stratum(int exponent) {
        this.exponent = exponent;
    }

    /** The binary logarithm of the calls of which one was timed. */
    int exponent() {
        return exponent;
    }

    /** Adds a call that was timed. */
    void addDrawn(long durationNanos, ClockCost clock) {
        double own = durationNanos - clock.nanos();
        double part = Math.min(own, (double) GnomonThrottle.longNanos(exponent));
        drawn++;
        sum += part;
        squares += part * part;
        least = Math.min(least, own);
        durations.add(Math.round(own));
    }

    /** Adds calls that were only counted; a negative number takes some back. */
    void addUntimed(long calls) {
        untimed += calls;
    }

    long untimed() {
        return Math.max(0, untimed);
    }

    long drawn() {
        return drawn;
    }

    /** The shortest duration of a drawn call, in nanoseconds. */
    long least() {
        return Math.round(Math.max(0, least));
    }

    /** The mean of the drawn calls' durations, each up to {@link GnomonThrottle#longNanos}. */
    double mean() {
        return sum / drawn;
    }

    /** The variance of these; of a single call, as if it might have been anything up to twice as long. */
    double variance() {
        return drawn == 1 ? sum * sum : Math.max(0, squares - sum * sum / drawn) / (drawn - 1);
    }

    void addDurationsTo(ClassCounts sum) {
        durations.addTo(sum);
    }

    void pack(ClassCounts scratch) {
        durations.pack(scratch);
    }
}

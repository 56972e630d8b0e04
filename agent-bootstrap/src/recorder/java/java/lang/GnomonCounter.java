package java.lang;

/** One thread's calls of one throttled operation. Written by that thread alone. */
public final class GnomonCounter {

    /** Calls after which the throttle is looked at again: a thread that calls seldom must not wait for a turn of busier days. */
    private static final int CALLS_BETWEEN_LOOKS = 256;

    /** Calls that were counted and not timed. */
    long count;

    /** Where {@code count} is not to come without {@link #countsOnly}. */
    long next = 1;

    /** The number that makes its call's turn to be timed: where {@code count} would come to it. */
    private long turn;

    /** Of how many calls one is timed, since the last look; 0 before the first. */
    private int period;

    /** See {@link #ticked}. */
    private long tickNanos;

    private long tickSquares;
    private long longNanos;
    private long longSquares;

    GnomonCounter() {}

    /**
     * For the reader: calls that have begun and were only counted. Goes back by the few calls that turned out to be slow or
     * failed, and have samples.
     */
    public long count() {
        return count;
    }

    /**
     * Counts a call, or lets it be timed. Under a new period not the first call is timed but any of so many, lest threads
     * that make few calls have most of them timed.
     *
     * @param newPeriod of how many calls one is timed from now on
     * @return false if it is this call's turn to be timed: then it is not counted
     */
    boolean countsOnly(int newPeriod, GnomonBuffer random) {
        long number = count + 1;
        long newTurn = newPeriod == period ? turn : number + random.below(newPeriod);
        boolean timed = number == newTurn;
        if (timed) {
            newTurn += random.below(2 * newPeriod - 1);
        }
        // From here on nothing is called: what is counted would stay so if a call overflowed the stack.
        period = newPeriod;
        turn = newTurn;
        if (!timed) {
            count = number;
        }
        long look = count + CALLS_BETWEEN_LOOKS;
        next = newTurn < look ? newTurn : look;
        return !timed;
    }

    /**
     * Notes that one of the calls that are only counted was running when the coarse clock ticked, and ended without being
     * slow. Like a sampling profiler's sample, such a call stands for the time between two ticks: a call is running at a
     * tick with a chance of its duration by that time, so the sum of these is on average what all the calls took. That holds
     * for any part of their durations, too. Apart from all stands what they took beyond a limit, {@link
     * GnomonThrottle#longNanos}: for that only those ticks count after which the call went on for longer.
     *
     * @param nanos the coarse clock's reading less that when the call began
     * @param sinceTick the time from the last tick to the call's end
     * @param exponent the operation's throttle
     */
    void ticked(long nanos, long sinceTick, int exponent) {
        tickNanos += nanos;
        tickSquares += squareMicros(nanos);
        long beyond = sinceTick > GnomonThrottle.longNanos(exponent) ? nanos : nanos - GnomonThrottle.TICK_NANOS;
        if (beyond > 0) {
            longNanos += beyond;
            longSquares += squareMicros(beyond);
        }
    }

    private static long squareMicros(long nanos) {
        long micros = nanos / 1_000;
        return micros * micros;
    }

    /** For the reader: the estimate of what the counted calls took in all, in nanoseconds. */
    public long tickNanos() {
        return tickNanos;
    }

    /** For the reader: the sum of the squares, in square microseconds, of what {@link #tickNanos} is the sum of. */
    public long tickSquares() {
        return tickSquares;
    }

    /** For the reader: the estimate of what the counted calls took beyond {@link GnomonThrottle#longNanos}. */
    public long longNanos() {
        return longNanos;
    }

    /** For the reader: the squares that belong to {@link #longNanos}. */
    public long longSquares() {
        return longSquares;
    }

    /** Takes back a call that was counted. */
    void uncount() {
        count--;
        next--;
        turn--;
    }
}

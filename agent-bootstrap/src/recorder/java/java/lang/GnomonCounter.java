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

    /** Takes back a call that was counted. */
    void uncount() {
        count--;
        next--;
        turn--;
    }
}

package java.lang;

/**
 * Which operations are throttled: of those only some calls are timed by the precise clock. The others are counted, and
 * begin and end by a coarse clock that an agent's thread advances; so they cost little, and a slow one is still found.
 *
 * <p>An operation's throttle is a number: bits 0-23 its slot, where its counters stand in each buffer, and bits 24-30 the
 * binary logarithm of the calls of which one is timed. That is 0 for an operation that is not throttled now; its slot it
 * keeps.
 */
public final class GnomonThrottle {

    /** Of how many calls one is timed at least: 2 to the power of this. */
    public static final int MAX_EXPONENT = 16;

    /** The time from one tick of the coarse clock to the next, as far as the system keeps to it. */
    public static final long TICK_NANOS = 10_000_000;

    /** The highest throttle that stands for timing every call. */
    static final int NEVER = GnomonRecorder.OPERATION_MASK;

    private static final int EXPONENT_SHIFT = 24;

    /** By operation id; one beyond the end is not throttled. Replaced as a whole. */
    private static int[] throttles = new int[0];

    /**
     * The coarse clock, by {@link System#nanoTime()}. Volatile, so that no compiler takes two readings for one; that costs
     * no more than a plain field where it is not being written.
     */
    private static volatile long coarseNanos;

    private GnomonThrottle() {}

    /** The throttle of this slot and exponent. */
    public static int encode(int slot, int exponent) {
        return exponent << EXPONENT_SHIFT | slot;
    }

    /** Replaces all throttles; the array must not be changed afterwards. The coarse clock has to be going. */
    public static void set(int[] byOperation) {
        throttles = byOperation;
    }

    /**
     * Up to where a call is short. What calls take up to here is estimated from those that are timed, and what they take
     * beyond from the ticks of the coarse clock: here both are of the same error. So a call that is timed never stands for
     * more than one tick, however long it took.
     */
    public static long longNanos(int exponent) {
        return TICK_NANOS >> exponent;
    }

    /** Advances the coarse clock. */
    public static void advance(long nanoTime) {
        coarseNanos = nanoTime;
    }

    static long coarseNanos() {
        return coarseNanos;
    }

    /** The operation's throttle; 0 if it has none. */
    static int of(int operation) {
        int[] all = throttles;
        return operation < all.length ? all[operation] : 0;
    }

    static int slot(int throttle) {
        return throttle & GnomonRecorder.OPERATION_MASK;
    }

    static int period(int throttle) {
        return 1 << (throttle >>> EXPONENT_SHIFT);
    }

    /** The binary logarithm of the calls of which one is timed; 0: all are timed. */
    static int exponent(int throttle) {
        return throttle >>> EXPONENT_SHIFT;
    }
}

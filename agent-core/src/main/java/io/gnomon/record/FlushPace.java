package io.gnomon.record;

/**
 * When the next flush is due. Each writes the figures of all operations that were called since the last one: with thousands
 * of them that takes a good part of a second, and once a second would be too dear. So flushes are an interval apart, or as
 * far as it takes for writing these figures to be no more than a twentieth of the time, but no further than ten seconds
 * where the interval is shorter than that.
 *
 * <p>For the writer thread.
 */
final class FlushPace {

    private static final int SHARE = 20;
    private static final long LONGEST_NANOS = 10_000_000_000L;

    /** The shortest of these counts: the first flush finds cold code, and some other one a busy disk. */
    private static final int REMEMBERED = 3;

    private final long intervalNanos;
    private final long[] writing = new long[REMEMBERED];
    private int flushes;
    private long begun;

    FlushPace(long intervalNanos) {
        this.intervalNanos = intervalNanos;
    }

    /** A flush begins. */
    void begin(long nowNanos) {
        begun = nowNanos;
    }

    /** It has taken so long to write the figures. */
    void wrote(long nanos) {
        writing[flushes % REMEMBERED] = nanos;
        flushes++;
    }

    /** The time until the next flush is to begin; 0 or less if it is due. */
    long nanosUntilFlush(long nowNanos) {
        long shortest = writing[0];
        for (long nanos : writing) {
            shortest = Math.min(shortest, nanos);
        }
        long enough = Math.min(shortest * SHARE, LONGEST_NANOS);
        return begun + Math.max(intervalNanos, enough) - nowNanos;
    }
}

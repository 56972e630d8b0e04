package io.gnomon.record.throttle;

/** What it costs on this machine to time one call. */
final class TimingCost {

    private static final int ROUNDS = 10;
    private static final int READINGS = 4_000;

    /** All that the agent does for a timed call, its own thread's work included, beside the two clock readings. */
    private static final double WHOLE_TO_READINGS = 1.25;

    private TimingCost() {}

    /** Measures; takes a few milliseconds. In nanoseconds. */
    static double measure() {
        long least = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            long last = start;
            for (int reading = 0; reading < READINGS; reading++) {
                last = System.nanoTime();
            }
            least = Math.min(least, last - start);
        }
        return Math.max(1, 2.0 * least / READINGS * WHOLE_TO_READINGS);
    }
}

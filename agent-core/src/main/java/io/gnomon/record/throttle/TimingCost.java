package io.gnomon.record.throttle;

import io.gnomon.model.ClockCost;

/**
 * What it costs on this machine to time one call.
 *
 * @param reading what a reading of the clock takes; there are two, of which one is in the call's duration
 */
record TimingCost(ClockCost reading) {

    private static final int MOST_ROUNDS = 200;
    private static final int READINGS = 2_000;
    private static final long LONGEST_NANOS = 10_000_000;

    /** All that the agent does for a timed call, its own thread's work included, beside the two clock readings. */
    private static final double WHOLE_TO_READINGS = 1.25;

    /** As a share: the caches and the speed of the processor differ from call to call. */
    private static final double UNCERTAINTY = 0.05;

    /** Measures; takes some milliseconds, in which the loop is compiled. */
    static TimingCost measure() {
        double least = Double.MAX_VALUE;
        long end = System.nanoTime() + LONGEST_NANOS;
        for (int round = 0; round < MOST_ROUNDS && System.nanoTime() - end < 0; round++) {
            least = Math.min(least, oneReading());
        }
        return new TimingCost(new ClockCost(least, least * UNCERTAINTY));
    }

    /** Many in a row, because the clock may have a coarse grain. */
    private static double oneReading() {
        long start = System.nanoTime();
        long last = start;
        for (int reading = 0; reading < READINGS; reading++) {
            last = System.nanoTime();
        }
        return (double) (last - start) / READINGS;
    }

    /** The whole of it, in nanoseconds. */
    double nanos() {
        return Math.max(1, 2 * reading.nanos() * WHOLE_TO_READINGS);
    }
}

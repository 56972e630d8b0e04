package io.gnomon.record.throttle;

/**
 * How one operation is called, as the overhead budget sees it.
 *
 * @param callsPerSecond timed or not
 * @param meanNanos of the timed calls; 0 if none is known
 * @param throttleable whether calls may go untimed
 * @param exponent of how many calls one is timed now: 2 to the power of this
 */
record CallLoad(int operation, double callsPerSecond, double meanNanos, boolean throttleable, int exponent) {}

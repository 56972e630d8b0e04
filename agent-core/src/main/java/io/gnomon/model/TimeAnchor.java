package io.gnomon.model;

/**
 * A moment known by both clocks: what {@link System#nanoTime()} read, and the time of day. Other readings are told from it
 * by their distance.
 *
 * @param fromNanos this anchor tells readings from this one on; an older one those before
 * @param nanos the reading at the moment
 * @param micros the moment, in microseconds since 1970-01-01 UTC
 * @param floorMicros no reading is told to be earlier: where a clock that runs ahead is put right by a little, time stands
 *     still for that while, and does not go back
 */
public record TimeAnchor(long fromNanos, long nanos, long micros, long floorMicros) {

    /** Microseconds since 1970-01-01 UTC. */
    public long epochMicros(long nanoTime) {
        return Math.max(floorMicros, unbounded(nanoTime));
    }

    /** The same without regard to the floor. */
    long unbounded(long nanoTime) {
        return micros + Math.floorDiv(nanoTime - nanos, 1_000L);
    }

    /** The reading of {@link System#nanoTime()} at that time. */
    public long nanoTime(long epochMicros) {
        return nanos + (epochMicros - micros) * 1_000L;
    }
}

package io.gnomon.model;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Turns readings of {@link System#nanoTime()} into times of day. One anchor for the whole run: should the system's clock be
 * set, the run's times keep their distances.
 */
public final class RunClock {

    private final long anchorNanos;
    private final long anchorMicros;

    /** Takes the anchor now. */
    public RunClock() {
        anchorMicros = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
        anchorNanos = System.nanoTime();
    }

    /** Microseconds since 1970-01-01 UTC. */
    public long epochMicros(long nanoTime) {
        return anchorMicros + Math.floorDiv(nanoTime - anchorNanos, 1_000L);
    }

    /** The reading of {@link System#nanoTime()} at that time. */
    public long nanoTime(long epochMicros) {
        return anchorNanos + (epochMicros - anchorMicros) * 1_000L;
    }

    /** When the anchor was taken, in microseconds since 1970-01-01 UTC. */
    public long startMicros() {
        return anchorMicros;
    }
}

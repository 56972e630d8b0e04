package io.gnomon.stats;

import java.time.Instant;

/**
 * A lasting change of one figure.
 *
 * @param at the begin of the first bucket on the new level
 * @param before the median of the figure on the level before: nanoseconds, or a share from 0 to 1
 * @param after the median from there on
 */
public record LevelShift(Instant at, Figure figure, double before, double after) {

    /** What is watched. */
    public enum Figure {
        /** The 95th percentile of the durations, in nanoseconds. */
        P95,
        /** Failed calls by all calls. */
        ERROR_RATE
    }

    /** Whether the figure rose, which for both is bad. */
    public boolean worse() {
        return after > before;
    }
}

package io.gnomon.stats;

import org.jspecify.annotations.Nullable;

/**
 * All calls of one operation by another.
 *
 * @param parent the calling operation; null: none was monitored
 * @param calls an estimate, like the total, where not every call of the operation was timed
 * @param totalNanos the sum of their durations
 * @param parentCalls all calls of the parent; 0 without one
 */
public record ProfileEdge(@Nullable String parent, String operation, long calls, long totalNanos, long parentCalls) {

    private static final double MANY = 5;
    private static final long LEAST_CALLS = 50;

    /** How often the parent calls the operation each time that it is called. */
    public double callsPerCall() {
        return parentCalls == 0 ? 0 : (double) calls / parentCalls;
    }

    /**
     * Whether this looks like the N+1 calls of an object mapper: five or more for each call of the parent, fifty or more in
     * all. A parent that calls itself is no such case.
     */
    public boolean manyPerCall() {
        return parent != null && !parent.equals(operation) && calls >= LEAST_CALLS && callsPerCall() >= MANY;
    }
}

package io.gnomon.stats;

/**
 * The standard error of a sum over buckets. What chance does in one bucket is independent of what it does in the next; what is
 * always off in the same direction is not.
 */
final class ErrorSum {

    private double variance;
    private double offset;

    /**
     * Adds a bucket's.
     *
     * @param error all of its standard error
     * @param sameDirection the part of it that is off in the same direction each time
     */
    void add(long error, long sameDirection) {
        variance += (double) error * error - (double) sameDirection * sameDirection;
        offset += sameDirection;
    }

    long get() {
        return (long) Math.ceil(Math.sqrt(Math.max(0, variance) + offset * offset));
    }
}

package io.gnomon.stats;

/**
 * How far off estimates may be, as standard errors in nanoseconds; 0 for what is exact. The true value is within {@link
 * #MARGIN} of them in 95 of 100 cases.
 *
 * @param total of the sum of the durations
 * @param self of the self time
 */
public record StandardErrors(long total, long self, long p50, long p90, long p95, long p99, long p999) {

    /** Of figures that are all exact. */
    public static final StandardErrors NONE = new StandardErrors(0, 0, 0, 0, 0, 0, 0);

    /** Standard errors on either side that make an interval of 95 %. */
    public static final double MARGIN = 1.96;
}

package io.gnomon.stats;

/**
 * What is known of one operation over some time. Durations are nanoseconds.
 *
 * @param category empty if none
 * @param calls calls that ended; exact, as are errors and slow
 * @param timed the calls that the precise clock timed; what follows is estimated from those where they are not all calls
 * @param total the sum of the durations of all calls
 * @param self the sum of the durations less those of monitored callees
 * @param min 0 if no duration is known, and so are max and the percentiles
 * @param standardErrors of what is estimated
 */
public record OperationStats(
        String operation,
        String category,
        long calls,
        long errors,
        long slow,
        long timed,
        long total,
        long self,
        long min,
        long max,
        long p50,
        long p90,
        long p95,
        long p99,
        long p999,
        StandardErrors standardErrors) {

    /** Failed calls by all calls, from 0 to 1; 0 without calls. */
    public double errorRate() {
        return calls == 0 ? 0 : (double) errors / calls;
    }

    /** The mean duration; 0 without calls. */
    public long mean() {
        return calls == 0 ? 0 : Math.round((double) total / calls);
    }

    /** The standard error of the mean; 0 if it is exact. */
    public long meanError() {
        return calls == 0 ? 0 : (long) Math.ceil((double) standardErrors.total() / calls);
    }

    /** Whether the self time is an estimate: because the durations are, or those of callees. */
    public boolean isSelfEstimated() {
        return standardErrors.self() > 0;
    }

    /** Whether the durations, total and self time are estimates. */
    public boolean isEstimated() {
        return timed < calls;
    }

    /** Whether the duration of any call is known: the coarse clock's count, too. */
    public boolean hasDurations() {
        return timed > 0 || max > 0;
    }
}

package io.gnomon.api;

import java.time.Duration;

/**
 * What is known of one operation since the JVM started. Immutable.
 *
 * <p>Where fewer calls were timed than made ({@link #timedCalls()}), durations and self time are estimates, and so is the self
 * time where that is true of a monitored callee. An estimate has a standard error: the true value is within 1.96 times as
 * much of it in 95 of 100 cases. Of what is exact the standard error is zero.
 */
public final class OperationStatistics {

    private final String operation;
    private final long[] figures;

    OperationStatistics(String operation, long[] figures) {
        this.operation = operation;
        this.figures = figures;
    }

    /** The operation's name. */
    public String operation() {
        return operation;
    }

    /** Calls that ended. Exact. */
    public long calls() {
        return figures[0];
    }

    /** Calls that failed. Exact. */
    public long errors() {
        return figures[1];
    }

    /** Failed calls by all calls, from 0 to 1; 0 without calls. */
    public double errorRate() {
        return calls() == 0 ? 0 : (double) errors() / calls();
    }

    /** Calls whose duration reached the slow threshold. */
    public long slow() {
        return figures[2];
    }

    /**
     * Of the calls, those that were timed by the precise clock. Fewer than {@link #calls()} for an operation that is called
     * so often that the agent only counts some of its calls, and where calls had to be dropped.
     */
    public long timedCalls() {
        return figures[11];
    }

    /** The sum of the durations. */
    public Duration total() {
        return Duration.ofNanos(figures[3]);
    }

    /** The sum of the durations less what monitored callees took. */
    public Duration self() {
        return Duration.ofNanos(figures[4]);
    }

    /** The mean duration; zero without calls. */
    public Duration mean() {
        return Duration.ofNanos(figures[5]);
    }

    /** The shortest duration known; zero without calls. */
    public Duration min() {
        return Duration.ofNanos(figures[6]);
    }

    /** The longest duration known; zero without calls. */
    public Duration max() {
        return Duration.ofNanos(figures[7]);
    }

    /** The median duration, to within 1 %. */
    public Duration p50() {
        return Duration.ofNanos(figures[8]);
    }

    /** The 95th percentile of the durations, to within 1 %. */
    public Duration p95() {
        return Duration.ofNanos(figures[9]);
    }

    /** The 99th percentile of the durations, to within 1 %. */
    public Duration p99() {
        return Duration.ofNanos(figures[10]);
    }

    /**
     * Whether every call is in these figures that had ended when they were asked for. If not, then the agent's file is not open
     * yet, cannot be written to, or is slow: the figures are older, or all zero.
     */
    public boolean isUpToDate() {
        return figures[12] != 0;
    }

    /** The standard error of {@link #total()}. */
    public Duration totalError() {
        return Duration.ofNanos(figures[13]);
    }

    /** The standard error of {@link #self()}. */
    public Duration selfError() {
        return Duration.ofNanos(figures[14]);
    }

    /** The standard error of {@link #mean()}. */
    public Duration meanError() {
        return Duration.ofNanos(figures[15]);
    }

    /** The standard error of {@link #p50()}. */
    public Duration p50Error() {
        return Duration.ofNanos(figures[16]);
    }

    /** The standard error of {@link #p95()}. */
    public Duration p95Error() {
        return Duration.ofNanos(figures[17]);
    }

    /** The standard error of {@link #p99()}. */
    public Duration p99Error() {
        return Duration.ofNanos(figures[18]);
    }

    @Override
    public String toString() {
        return operation + ": " + calls() + " calls, " + errors() + " errors, " + slow() + " slow, mean " + mean()
                + ", p95 " + p95() + ", max " + max();
    }
}

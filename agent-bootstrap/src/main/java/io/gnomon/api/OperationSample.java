package io.gnomon.api;

import java.time.Duration;
import java.time.Instant;

/** One stored call of an operation. Immutable. */
public final class OperationSample {

    private final String operation;
    private final Instant start;
    private final Duration duration;
    private final Duration self;
    private final boolean slow;
    private final boolean error;
    private final long weight;

    OperationSample(
            String operation,
            Instant start,
            Duration duration,
            Duration self,
            boolean slow,
            boolean error,
            long weight) {
        this.operation = operation;
        this.start = start;
        this.duration = duration;
        this.self = self;
        this.slow = slow;
        this.error = error;
        this.weight = weight;
    }

    /** The operation's name. */
    public String operation() {
        return operation;
    }

    /** When the call began, to the microsecond. */
    public Instant start() {
        return start;
    }

    /** How long it took. */
    public Duration duration() {
        return duration;
    }

    /** How long it took less what monitored callees took. */
    public Duration self() {
        return self;
    }

    /** Whether the duration reached the slow threshold. */
    public boolean isSlow() {
        return slow;
    }

    /** Whether the call failed. */
    public boolean isError() {
        return error;
    }

    /** How many calls this one stands for, itself included: 1 for a slow or failed call. */
    public long weight() {
        return weight;
    }

    @Override
    public String toString() {
        return operation + " at " + start + " took " + duration + (slow ? ", slow" : "") + (error ? ", failed" : "")
                + (weight == 1 ? "" : ", stands for " + weight);
    }
}

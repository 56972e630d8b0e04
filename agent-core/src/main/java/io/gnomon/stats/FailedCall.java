package io.gnomon.stats;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the grouping of failures has to know of one failed call.
 *
 * @param startMicros since 1970-01-01 UTC
 * @param caller the call that made this one; it may not have been stored, or not have failed
 * @param type null: failed by hand, or the details were not kept
 * @param hasStack whether the stack of its exception was kept
 * @param weight the failed calls that this one stands for
 * @param passedOn whether it is known that the exception had left a callee before
 */
record FailedCall(
        long id,
        String operation,
        long startMicros,
        @Nullable Long caller,
        @Nullable String type,
        @Nullable String message,
        boolean hasStack,
        long weight,
        boolean passedOn) {

    /** Whether the two failed alike. No row names the exception itself: a call and its caller that did are taken to share it. */
    boolean failedAs(FailedCall other) {
        return Objects.equals(type, other.type) && Objects.equals(message, other.message);
    }

    boolean isLaterThan(FailedCall other) {
        return startMicros != other.startMicros ? startMicros > other.startMicros : id > other.id;
    }
}

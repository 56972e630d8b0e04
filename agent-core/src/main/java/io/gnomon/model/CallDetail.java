package io.gnomon.model;

import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a slow or failed call besides its sample. Thread and start identify the sample.
 *
 * @param failure what left the call, and its causes after it; empty for a call that is only slow, or was marked as failed
 *     by hand
 * @param callerStack where a slow call was made, the call itself first; null for a call that only failed
 */
public record CallDetail(
        long threadId,
        int operation,
        long startNanos,
        List<Failure> failure,
        @Nullable List<StackTraceElement> callerStack) {

    /** The same with other messages. */
    public CallDetail withMessages(UnaryOperator<String> change) {
        return new CallDetail(
                threadId,
                operation,
                startNanos,
                failure.stream().map(each -> each.withMessage(change)).toList(),
                callerStack);
    }

    /**
     * One Throwable.
     *
     * @param type its class's name
     * @param message null if it has none, or would not tell
     * @param stack empty if it has none, or was rationed away
     */
    public record Failure(String type, @Nullable String message, List<StackTraceElement> stack) {

        private Failure withMessage(UnaryOperator<String> change) {
            return message == null ? this : new Failure(type, change.apply(message), stack);
        }
    }
}

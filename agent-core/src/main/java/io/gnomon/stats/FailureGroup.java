package io.gnomon.stats;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Failures of one type whose messages are alike.
 *
 * @param type the Throwable's class; null: failed by hand, or the details were not kept
 * @param messagePattern the message, with # for each number or id in it and '*' for each quoted value; empty without one
 * @param exceptions how many there were, each counted once however many calls it left. Only calls that were stored with
 *     their tree are known to have been left by one; any other counts for itself
 * @param operations what they passed through, the innermost first
 * @param first when the first of the failed calls began
 * @param last when the latest of them began
 * @param example the latest call of which a stack was kept; the latest of all if there is none
 * @param exampleMessage that call's own message
 * @param exampleStack that call's stack; null where none was kept
 */
public record FailureGroup(
        @Nullable String type,
        String messagePattern,
        long exceptions,
        List<FailedOperation> operations,
        Instant first,
        Instant last,
        long example,
        @Nullable String exampleMessage,
        @Nullable String exampleStack) {

    public FailureGroup {
        operations = List.copyOf(operations);
    }

    /** All calls that failed: of the innermost operations and of those around them. */
    public long failedCalls() {
        return operations.stream().mapToLong(FailedOperation::failedCalls).sum();
    }
}

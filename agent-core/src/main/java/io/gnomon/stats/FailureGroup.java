package io.gnomon.stats;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Failures of one operation that are alike.
 *
 * @param type the Throwable's class; null: failed by hand, or the details were not kept
 * @param messagePattern the message, with # for each number or id in it and '*' for each quoted value; empty without one
 * @param first when the first of them began
 * @param last when the latest of them began
 * @param example the latest call of which details were kept; the latest of all if there is none
 * @param exampleMessage that call's own message
 * @param exampleStack that call's stack; null where none was kept
 */
public record FailureGroup(
        String operation,
        @Nullable String type,
        String messagePattern,
        long count,
        Instant first,
        Instant last,
        long example,
        @Nullable String exampleMessage,
        @Nullable String exampleStack) {}

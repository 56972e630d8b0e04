package io.gnomon.stats;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The failed calls of one tree. An exception that nobody catches ends one call after the other on its way out, and so
 * leaves a chain of failed calls here, each the caller of the one before.
 */
final class FailedTree {

    private final Map<Long, FailedCall> calls = new LinkedHashMap<>();

    /** The callees first: then {@link #forEach} takes time in proportion to the calls, however deep they are. */
    void add(FailedCall call) {
        calls.put(call.id(), call);
    }

    /** Gives each call with its height: how many calls its exception had left before; 0 where it came from. */
    void forEach(ObjIntConsumer<FailedCall> consumer) {
        Map<Long, Integer> heights = new HashMap<>();
        for (FailedCall call : calls.values()) {
            int height = heights.computeIfAbsent(call.id(), id -> 0);
            FailedCall next = passedTo(call);
            // No chain is longer than there are calls: a damaged file may name callers in a circle.
            while (next != null && height < calls.size() && heights.getOrDefault(next.id(), 0) <= height) {
                heights.put(next.id(), ++height);
                next = passedTo(next);
            }
        }
        calls.values().forEach(call -> consumer.accept(call, heights.getOrDefault(call.id(), 0)));
    }

    private @Nullable FailedCall passedTo(FailedCall call) {
        FailedCall caller = call.caller() == null ? null : calls.get(call.caller());
        return caller != null && caller.failedAs(call) ? caller : null;
    }
}

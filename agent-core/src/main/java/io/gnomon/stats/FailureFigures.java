package io.gnomon.stats;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Adds up the failed calls of one group. */
final class FailureFigures {

    private final Map<String, Passage> operations = new LinkedHashMap<>();
    private long exceptions;
    private FailedCall first;
    private FailedCall last;
    private FailedCall example;

    FailureFigures(FailedCall any) {
        first = any;
        last = any;
        example = any;
    }

    /** @param height how many calls the exception had left before this one */
    void add(FailedCall call, int height) {
        boolean origin = height == 0 && !call.passedOn();
        exceptions += origin ? call.weight() : 0;
        operations
                .computeIfAbsent(call.operation(), name -> new Passage())
                .add(call.weight(), Math.max(height, origin ? 0 : 1));
        first = first.isLaterThan(call) ? call : first;
        last = call.isLaterThan(last) ? call : last;
        boolean better = call.hasStack() != example.hasStack() ? call.hasStack() : call.isLaterThan(example);
        example = better ? call : example;
    }

    /** @param details of the call that {@link #example} names */
    FailureGroup result(String messagePattern, CallDetails details) {
        return new FailureGroup(
                example.type(),
                messagePattern,
                exceptions,
                innermostFirst(),
                EpochMicros.instant(first.startMicros()),
                EpochMicros.instant(last.startMicros()),
                example.id(),
                details.message(),
                details.stack());
    }

    long example() {
        return example.id();
    }

    /** Not every exception takes the same way, so their mean decides. */
    private List<FailedOperation> innermostFirst() {
        List<Map.Entry<String, Passage>> order = new ArrayList<>(operations.entrySet());
        order.sort(Comparator.comparingDouble(entry -> entry.getValue().meanHeight()));
        return order.stream()
                .map(entry -> new FailedOperation(entry.getKey(), entry.getValue().calls))
                .toList();
    }

    private static final class Passage {

        private long calls;
        private long heights;

        void add(long weight, int height) {
            calls += weight;
            heights += weight * height;
        }

        double meanHeight() {
            return (double) heights / Math.max(1, calls);
        }
    }
}

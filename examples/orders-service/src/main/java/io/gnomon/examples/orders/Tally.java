package io.gnomon.examples.orders;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How many requests got which status. For one thread at a time. */
final class Tally {

    private final SortedMap<Integer, Integer> byStatus = new TreeMap<>();
    private int unexpected;

    void add(int status, int expected) {
        byStatus.merge(status, 1, Integer::sum);
        if (status != expected) {
            unexpected++;
        }
    }

    void add(Tally other) {
        other.byStatus.forEach((status, count) -> byStatus.merge(status, count, Integer::sum));
        unexpected += other.unexpected;
    }

    SortedMap<Integer, Integer> byStatus() {
        return Collections.unmodifiableSortedMap(byStatus);
    }

    int requests() {
        return byStatus.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Requests that got another status than they should. */
    int unexpected() {
        return unexpected;
    }

    @Override
    public String toString() {
        return byStatus.entrySet().stream()
                .map(entry -> entry.getKey() + ": " + entry.getValue())
                .collect(Collectors.joining(", ", requests() + " requests (", "), " + unexpected + " unexpected"));
    }
}

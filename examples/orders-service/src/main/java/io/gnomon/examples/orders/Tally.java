package io.gnomon.examples.orders;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How many requests got which status, and how long that took. For one thread at a time. */
final class Tally {

    private final SortedMap<Integer, Integer> byStatus = new TreeMap<>();
    private final Latencies latencies = new Latencies();
    private int unexpected;

    void add(int status, int expected, long latencyNanos) {
        latencies.add(latencyNanos);
        byStatus.merge(status, 1, Integer::sum);
        if (status != expected) {
            unexpected++;
        }
    }

    void add(Tally other) {
        other.byStatus.forEach((status, count) -> byStatus.merge(status, count, Integer::sum));
        latencies.add(other.latencies);
        unexpected += other.unexpected;
    }

    Latencies latencies() {
        return latencies;
    }

    SortedMap<Integer, Integer> byStatus() {
        return Collections.unmodifiableSortedMap(byStatus);
    }

    int requests() {
        return latencies.count();
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

package io.gnomon.record.throttle;

import io.gnomon.model.Count;
import io.gnomon.model.Operation;
import io.gnomon.model.OperationRegistry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Tells what reviews have changed: all operations together in one event, and a few events a minute at most. For the writer
 * thread.
 */
final class ThrottleJournal {

    private static final long LEAST_BETWEEN_NANOS = 10_000_000_000L;

    /** What has become of an operation since the last event. */
    private record Change(int operation, int before, int now, double callsPerSecond) {
        boolean isLetGo() {
            return now == 0;
        }
    }

    private final OperationRegistry operations;
    private final BiConsumer<String, String> events;
    private final Map<Integer, Change> changes = new LinkedHashMap<>();
    private long lastTold = System.nanoTime() - LEAST_BETWEEN_NANOS;

    /** @param events takes a kind and a message */
    ThrottleJournal(OperationRegistry operations, BiConsumer<String, String> events) {
        this.operations = operations;
        this.events = events;
    }

    /**
     * Notes that an operation's throttle changes.
     *
     * @param exponent of how many calls one is timed from now on; the binary logarithm
     */
    void note(CallLoad load, int exponent) {
        Change earlier = changes.get(load.operation());
        int before = earlier == null ? load.exponent() : earlier.before();
        if (before == exponent) {
            changes.remove(load.operation());
        } else {
            changes.put(load.operation(), new Change(load.operation(), before, exponent, load.callsPerSecond()));
        }
    }

    /** Tells what was noted, if it is time. */
    void tell(long now) {
        if (!changes.isEmpty() && now - lastTold >= LEAST_BETWEEN_NANOS) {
            lastTold = now;
            tellRest();
        }
    }

    /** Tells what was noted, whether it is time or not. */
    void tellRest() {
        List<Change> all = new ArrayList<>(changes.values());
        changes.clear();
        if (all.size() == 1) {
            events.accept(kind(all), describe(all.get(0)));
        } else if (!all.isEmpty()) {
            events.accept(kind(all), summary(all));
        }
    }

    private static String kind(List<Change> all) {
        return all.stream().allMatch(Change::isLetGo) ? "unthrottled" : "throttled";
    }

    private String summary(List<Change> all) {
        List<Change> begun = all.stream().filter(change -> change.before() == 0).toList();
        List<Change> letGo = all.stream().filter(Change::isLetGo).toList();
        int others = all.size() - begun.size() - letGo.size();
        List<String> parts = new ArrayList<>();
        if (!begun.isEmpty()) {
            parts.add(Count.of(begun.size(), "operation") + " throttled");
        }
        if (others > 0) {
            parts.add(Count.of(others, "operation") + " throttled more or less than before");
        }
        if (!letGo.isEmpty()) {
            parts.add(Count.of(letGo.size(), "operation") + " timed in full again");
        }
        Change busiest = all.stream()
                .max(Comparator.comparingDouble(Change::callsPerSecond))
                .orElseThrow();
        return String.join(", ", parts) + "; the busiest is " + describe(busiest);
    }

    private String describe(Change change) {
        Operation operation = operations.get(change.operation());
        String timed = change.isLetGo()
                ? "every call is timed again"
                : String.format(Locale.ROOT, "1 of %,d calls is timed", 1 << change.now());
        return String.format(
                Locale.ROOT,
                "%s: %s, at %,.0f calls a second",
                operation == null ? "an unknown operation" : operation.name(),
                timed,
                change.callsPerSecond());
    }
}

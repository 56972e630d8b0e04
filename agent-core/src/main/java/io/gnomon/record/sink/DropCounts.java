package io.gnomon.record.sink;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Calls whose samples found no room, by operation: their number, and that of the failed ones, stay exact even then. */
public final class DropCounts {

    /** Takes one operation's drops. */
    @FunctionalInterface
    public interface Visitor {
        void dropped(int operation, long calls, long errors);
    }

    private static final class Counter {
        final LongAdder calls = new LongAdder();
        final LongAdder errors = new LongAdder();
    }

    private final ConcurrentHashMap<Integer, Counter> byOperation = new ConcurrentHashMap<>();

    DropCounts() {
        // So that the classes are loaded: drops are counted where the stack is nearly full, too, and no class can be
        // then.
        byOperation.put(0, new Counter());
    }

    /** From any thread. Needs little stack. */
    void add(int operation, boolean error) {
        Counter counter = byOperation.get(operation);
        if (counter == null) {
            Counter made = new Counter();
            Counter known = byOperation.putIfAbsent(operation, made);
            counter = known == null ? made : known;
        }
        counter.calls.increment();
        if (error) {
            counter.errors.increment();
        }
    }

    /** Whether there are drops that {@link #drain} has not given out. */
    public boolean any() {
        for (Counter counter : byOperation.values()) {
            if (counter.calls.sum() > 0) {
                return true;
            }
        }
        return false;
    }

    /** For the writer: gives out what came since the last time; returns how many calls that is. */
    public long drain(Visitor visitor) {
        long all = 0;
        for (Map.Entry<Integer, Counter> entry : byOperation.entrySet()) {
            Counter counter = entry.getValue();
            // Errors first: a call counted between the two is then one of the next time's errors, never lost.
            long errors = counter.errors.sumThenReset();
            long calls = counter.calls.sumThenReset();
            if (calls + errors > 0) {
                visitor.dropped(entry.getKey(), calls, errors);
            }
            all += calls;
        }
        return all;
    }
}

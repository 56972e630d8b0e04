package io.gnomon.record.read;

import io.gnomon.model.Ticks;
import io.gnomon.record.rollup.LiveRollups;
import io.gnomon.record.rows.RowChooser;
import io.gnomon.record.throttle.ThrottleSlots;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Reads how many calls of throttled operations the threads counted without timing them. For the writer thread. */
final class CounterReader {

    private final ThrottleSlots slots;
    private final LiveRollups rollups;
    private final RowChooser rows;

    /** What a buffer's counters had when they were read last, by slot. */
    private static final class Before {
        long[] counts = new long[0];
        Ticks[] ticks = new Ticks[0];

        void grow(int slots) {
            int known = counts.length;
            if (known < slots) {
                counts = Arrays.copyOf(counts, slots);
                ticks = Arrays.copyOf(ticks, slots);
                Arrays.fill(ticks, known, slots, Ticks.NONE);
            }
        }
    }

    private final Map<GnomonBuffer, Before> readBefore = new HashMap<>();

    private long calls;

    /** When the counters were read last, and the time before. */
    private long readNanos = System.nanoTime();

    private long sinceNanos = readNanos;

    CounterReader(ThrottleSlots slots, LiveRollups rollups, RowChooser rows) {
        this.slots = slots;
        this.rollups = rollups;
        this.rows = rows;
    }

    /** Says that the counters are going to be read. */
    void begin(long nowNanos) {
        sinceNanos = readNanos;
        readNanos = nowNanos;
    }

    /** Reads what the buffer's counters have counted since the last time. */
    void read(GnomonBuffer buffer) {
        GnomonCounter[] counters = buffer.counters();
        if (counters.length == 0) {
            return;
        }
        Before before = readBefore.computeIfAbsent(buffer, none -> new Before());
        before.grow(counters.length);
        for (int slot = 0; slot < counters.length; slot++) {
            GnomonCounter counter = counters[slot];
            if (counter != null) {
                read(slots.operation(slot), counter, slot, before, buffer.ownerId());
            }
        }
    }

    private void read(int operation, GnomonCounter counter, int slot, Before before, long threadId) {
        long more = counter.count() - before.counts[slot];
        if (more != 0 || counter.tickNanos() != before.ticks[slot].nanos()) {
            Ticks ticks = Ticks.of(counter);
            rollups.addUntimed(operation, more, ticks.minus(before.ticks[slot]), sinceNanos, readNanos);
            rows.addUntimed(operation, more, threadId);
            calls += more;
            before.counts[slot] += more;
            before.ticks[slot] = ticks;
        }
    }

    /** Forgets a buffer that nobody counts in any more. */
    void forget(GnomonBuffer buffer) {
        readBefore.remove(buffer);
    }

    /** Calls read so far. */
    long calls() {
        return calls;
    }
}

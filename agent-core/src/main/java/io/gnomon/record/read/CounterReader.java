package io.gnomon.record.read;

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

    /** By slot, the calls that a buffer's counters had when they were read last. */
    private final Map<GnomonBuffer, long[]> readBefore = new HashMap<>();

    private long calls;

    CounterReader(ThrottleSlots slots, LiveRollups rollups, RowChooser rows) {
        this.slots = slots;
        this.rollups = rollups;
        this.rows = rows;
    }

    /** Reads what the buffer's counters have counted since the last time. */
    void read(GnomonBuffer buffer) {
        GnomonCounter[] counters = buffer.counters();
        if (counters.length == 0) {
            return;
        }
        long[] before = readBefore.computeIfAbsent(buffer, none -> new long[counters.length]);
        if (before.length < counters.length) {
            before = Arrays.copyOf(before, counters.length);
            readBefore.put(buffer, before);
        }
        for (int slot = 0; slot < counters.length; slot++) {
            GnomonCounter counter = counters[slot];
            long count = counter == null ? 0 : counter.count();
            long more = count - before[slot];
            if (more != 0) {
                before[slot] = count;
                add(slots.operation(slot), more, buffer.ownerId());
            }
        }
    }

    private void add(int operation, long more, long threadId) {
        rollups.addUntimed(operation, more, 0);
        rows.addUntimed(operation, more, threadId);
        calls += more;
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

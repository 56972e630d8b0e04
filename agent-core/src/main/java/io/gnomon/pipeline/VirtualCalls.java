package io.gnomon.pipeline;

import io.gnomon.model.SampleLayout;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Puts the calls of virtual threads back into the order of their ends. A virtual thread moves from carrier to carrier, and
 * leaves its samples in the buffers of all of them; those are read one after the other.
 *
 * <p>So the samples of a round of reading wait until the round is over. Of those that ended before the round began none is
 * missing then: for a later sample of the same thread to be seen, an earlier one must have been published before, and by
 * a thread that had not yet reached the end of the later one. These go to their thread's window, by the time of their
 * ends, callees first. The others wait for the next round.
 *
 * <p>For the writer thread.
 */
final class VirtualCalls {

    private static final int STRIDE = 4;

    /** Windows of threads whose calls wait for their callers; such threads come and go by the million. */
    private final Map<Long, CallWindow> windows = new HashMap<>();

    /** Samples of this round, by thread. */
    private final Map<Long, Waiting> waiting = new LinkedHashMap<>();

    /** Takes a sample of the thread's. */
    void add(long threadId, long start, long duration, long self, long meta) {
        waiting.computeIfAbsent(threadId, ignored -> new Waiting()).add(start, duration, self, meta);
    }

    /**
     * Ends a round.
     *
     * @param untilNanos when the round began: samples that ended later wait on
     */
    void settle(long untilNanos, CallWindow.Output output) {
        for (Iterator<Map.Entry<Long, Waiting>> threads = waiting.entrySet().iterator(); threads.hasNext(); ) {
            Map.Entry<Long, Waiting> thread = threads.next();
            Long id = thread.getKey();
            CallWindow window = windows.computeIfAbsent(id, CallWindow::new);
            if (thread.getValue().moveTo(window, untilNanos, output)) {
                threads.remove();
            }
            if (window.isIdle()) {
                windows.remove(id);
            }
        }
    }

    /** Gives out the slow and failed calls, though their callers still run. */
    void flush(CallWindow.Output output) {
        windows.values().forEach(window -> window.flush(output));
    }

    /** Lets all calls go that wait in windows: samples were lost, or none will come. */
    void release(CallWindow.Output output) {
        windows.values().forEach(window -> window.release(output));
        windows.clear();
    }

    /** Samples of one thread, in the order in which they were read. */
    private static final class Waiting {

        private long[] longs = new long[8 * STRIDE];
        private int size;

        void add(long start, long duration, long self, long meta) {
            if (size * STRIDE == longs.length) {
                longs = Arrays.copyOf(longs, longs.length * 2);
            }
            int at = size * STRIDE;
            longs[at] = start;
            longs[at + 1] = duration;
            longs[at + 2] = self;
            longs[at + 3] = meta;
            size++;
        }

        /** Whether none is left. */
        boolean moveTo(CallWindow window, long untilNanos, CallWindow.Output output) {
            if (!isSorted()) {
                sort();
            }
            int moved = 0;
            while (moved < size && end(moved) - untilNanos <= 0) {
                int at = moved * STRIDE;
                window.add(longs[at], longs[at + 1], longs[at + 2], longs[at + 3], output);
                moved++;
            }
            size -= moved;
            System.arraycopy(longs, moved * STRIDE, longs, 0, size * STRIDE);
            return size == 0;
        }

        private boolean isSorted() {
            for (int sample = 1; sample < size; sample++) {
                if (compare(sample - 1, sample) > 0) {
                    return false;
                }
            }
            return true;
        }

        /** Seldom needed; the runs that it joins are each in order. */
        private void sort() {
            Integer[] order = new Integer[size];
            Arrays.setAll(order, sample -> sample);
            Arrays.sort(order, this::compare);
            long[] sorted = new long[longs.length];
            for (int sample = 0; sample < size; sample++) {
                System.arraycopy(longs, order[sample] * STRIDE, sorted, sample * STRIDE, STRIDE);
            }
            longs = sorted;
        }

        private int compare(int left, int right) {
            int byEnd = Long.signum(end(left) - end(right));
            return byEnd != 0 ? byEnd : Integer.compare(depth(right), depth(left));
        }

        private long end(int sample) {
            return longs[sample * STRIDE] + longs[sample * STRIDE + 1];
        }

        private int depth(int sample) {
            return SampleLayout.depth(longs[sample * STRIDE + 3]);
        }
    }
}

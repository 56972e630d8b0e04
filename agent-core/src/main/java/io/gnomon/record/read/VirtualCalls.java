package io.gnomon.record.read;

import io.gnomon.model.SampleLayout;
import io.gnomon.record.memory.MemoryBudget;
import io.gnomon.record.rows.CallWindow;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Puts the calls of virtual threads back into the order of their ends. A virtual thread moves from carrier to carrier, and
 * leaves its samples in the buffers of all of them; those are read one after the other.
 *
 * <p>So samples wait until each buffer has been read up to a time that they ended before. No earlier sample of the same
 * thread is missing then: it was published before this one ended, and so before what came last from its buffer, or before
 * that buffer was read to its end. These go to their thread's window, by the time of their ends, callees first.
 *
 * <p>Such threads come and go by the million. What is kept for one is used again for the next; and where calls of very many
 * wait for their callers, all are let go.
 *
 * <p>For the writer thread.
 */
final class VirtualCalls {

    /** Threads whose calls may wait for their callers. */
    static final int MAX_WINDOWS = 50_000;

    /** Samples that may wait before it is time to settle what can be. */
    private static final int MANY_WAITING = 16_384;

    /** Of the objects that are used again, how many of each are kept from one flush to the next. */
    private static final int MAX_SPARE = 1_000;

    /** What a window that is used again may keep, in bytes. */
    private static final int MAX_SPARE_WINDOW = 8_192;

    private static final int STRIDE = SampleLayout.STRIDE;

    private final MemoryBudget.Share memory;

    /** Windows of threads whose calls wait for their callers. */
    private final LongMap<CallWindow> windows = new LongMap<>();

    private final ArrayDeque<CallWindow> spareWindows = new ArrayDeque<>();

    /** The threads of which samples wait to be settled, and those samples. */
    private final LongMap<Waiting> waitingOf = new LongMap<>();

    /** The same in the order in which they came. */
    private List<Waiting> waiting = new ArrayList<>();

    private List<Waiting> waitingOn = new ArrayList<>();
    private final ArrayDeque<Waiting> spareWaiting = new ArrayDeque<>();
    private int waitingSamples;

    /** @param memory is told of what waits here, and of what is kept to be used again */
    VirtualCalls(MemoryBudget.Share memory) {
        this.memory = memory;
    }

    /** Takes the thread's samples from {@code from} on, before {@code end}. */
    void add(long threadId, long[] longs, int from, int end) {
        Waiting samples = waitingOf.get(threadId);
        if (samples == null) {
            samples = waiting(threadId);
            waitingOf.put(threadId, samples);
            waiting.add(samples);
        }
        long before = samples.bytes();
        samples.add(longs, from, end);
        hold(samples.bytes() - before);
        waitingSamples += (end - from) / STRIDE;
    }

    private Waiting waiting(long threadId) {
        Waiting samples = spareWaiting.poll();
        if (samples == null) {
            samples = new Waiting();
            hold(samples.bytes());
        }
        samples.threadId = threadId;
        return samples;
    }

    private void hold(long bytes) {
        if (bytes != 0) {
            memory.take(bytes);
        }
    }

    /** Whether so many samples wait that it is time to settle what can be. */
    boolean isFull() {
        return waitingSamples >= MANY_WAITING;
    }

    /**
     * Moves to their windows what need not wait any more.
     *
     * @param untilNanos each buffer has been read up to here: samples that ended later wait on
     */
    void settle(long untilNanos, CallWindow.Output output) {
        waitingSamples = 0;
        for (Waiting samples : waiting) {
            moveToWindow(samples, untilNanos, output);
            if (samples.size == 0) {
                waitingOf.remove(samples.threadId);
                spareWaiting.push(samples);
            } else {
                waitingOn.add(samples);
                waitingSamples += samples.size;
            }
        }
        waiting.clear();
        List<Waiting> none = waiting;
        waiting = waitingOn;
        waitingOn = none;
        if (windows.size() > MAX_WINDOWS) {
            release(output);
        }
    }

    private void moveToWindow(Waiting samples, long untilNanos, CallWindow.Output output) {
        CallWindow known = windows.get(samples.threadId);
        CallWindow window = known == null ? window(samples.threadId) : known;
        long before = samples.bytes() + window.bytes();
        samples.moveTo(window, untilNanos, output);
        if (!window.isIdle()) {
            if (known == null) {
                windows.put(samples.threadId, window);
            }
        } else {
            if (known != null) {
                windows.remove(samples.threadId);
            }
            if (window.bytes() > MAX_SPARE_WINDOW) {
                window.trim();
            }
            spareWindows.push(window);
        }
        hold(samples.bytes() + window.bytes() - before);
    }

    private CallWindow window(long threadId) {
        if (spareWindows.isEmpty()) {
            return new CallWindow(threadId);
        }
        CallWindow window = spareWindows.pop();
        window.reuse(threadId);
        return window;
    }

    /** Gives out the slow and failed calls, though their callers still run. */
    void flush(CallWindow.Output output) {
        windows.forEachValue(window -> {
            long before = window.bytes();
            window.flush(output);
            window.trim();
            hold(window.bytes() - before);
        });
        shrink(MAX_SPARE);
    }

    /** Gives back what a flood needed, but for so many objects of each kind. */
    private void shrink(int kept) {
        while (spareWaiting.size() > kept) {
            hold(-spareWaiting.pop().bytes());
        }
        while (spareWindows.size() > kept) {
            hold(-spareWindows.pop().bytes());
        }
    }

    /**
     * Lets all calls go to have their memory back.
     *
     * @return how many had to leave a window before their root ended
     */
    long letGoEarly(CallWindow.Output output) {
        settle(System.nanoTime(), output);
        long[] early = {0};
        windows.forEachValue(window -> {
            long before = window.bytes();
            early[0] += window.letGoEarly(output);
            hold(window.bytes() - before);
        });
        release(output);
        shrink(0);
        return early[0];
    }

    /** Lets all calls go that wait in windows: samples were lost, or none will come. */
    void release(CallWindow.Output output) {
        windows.forEachValue(window -> {
            window.release(output);
            hold(-window.bytes());
        });
        windows.clear();
    }

    /** Samples of one thread, in the order in which they were read. */
    private static final class Waiting {

        /** The room of one that is used again. */
        private static final int FEW = 16 * STRIDE;

        long threadId;
        int size;
        private long[] longs = new long[FEW / 4];

        long bytes() {
            return (long) longs.length * Long.BYTES;
        }

        void add(long[] from, int begin, int end) {
            int used = size * STRIDE;
            int needed = used + end - begin;
            if (needed > longs.length) {
                longs = Arrays.copyOf(longs, Math.max(needed, longs.length * 2));
            }
            System.arraycopy(from, begin, longs, used, end - begin);
            size = needed / STRIDE;
        }

        void moveTo(CallWindow window, long untilNanos, CallWindow.Output output) {
            if (!isSorted()) {
                sort();
            }
            int moved = size;
            while (moved > 0 && end(moved - 1) - untilNanos > 0) {
                moved--;
            }
            window.add(longs, 0, moved * STRIDE, output);
            size -= moved;
            System.arraycopy(longs, moved * STRIDE, longs, 0, size * STRIDE);
            if (size == 0 && longs.length > FEW) {
                longs = new long[FEW];
            }
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
            return longs[sample * STRIDE] + longs[sample * STRIDE + SampleLayout.DURATION];
        }

        private int depth(int sample) {
            return SampleLayout.depth(longs[sample * STRIDE + SampleLayout.META]);
        }
    }
}

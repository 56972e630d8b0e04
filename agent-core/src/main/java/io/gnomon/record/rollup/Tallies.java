package io.gnomon.record.rollup;

import io.gnomon.model.DurationClasses;
import io.gnomon.model.SampleLayout;
import java.util.Arrays;

/**
 * Collects plain calls before they are added to their buckets. A program with thousands of operations hardly calls the same
 * one twice in a row, and a bucket is spread over a dozen places in memory, each of which has left the processor's cache
 * by then. So a call is noted here, in two cache lines of two tables that are small and need no look at anything else: in
 * one its caller, in the other its duration. An operation's bucket is looked up once for {@value #DURATIONS} durations.
 *
 * <p>For one thread.
 */
final class Tallies {

    /** Takes the calls. What both methods are told of adds up only after {@link #settle}. */
    interface Output {
        /** Adds calls of one operation by one caller: how many, and what they took. */
        void calls(int operation, int caller, long calls, long sumNanos, long selfNanos);

        /** Adds calls of one operation: the classes of their durations, so many from there on, and the extremes. */
        void durations(int operation, short[] classes, int from, int count, long minNanos, long maxNanos);
    }

    /** In the table of callers: operation and caller, calls, sum of durations, and of self times. */
    private static final int STRIDE = 4;

    private static final int CALLS = 1;
    private static final int SUM = 2;
    private static final int SELF = 3;

    /** In a key, above the operation: the caller. */
    private static final int CALLER_SHIFT = 24;

    private static final int OPERATION = (1 << CALLER_SHIFT) - 1;
    private static final long KEY = (1L << (2 * CALLER_SHIFT)) - 1;

    /** Spreads keys that differ in few bits over the places: 2^64 divided by the golden ratio. */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private static final int FEWEST_BITS = 7;

    /** 2 MiB. Of programs with more callers than that, all calls are given out when the table is full. */
    private static final int MOST_BITS = 16;

    /** So many durations of one operation are collected. */
    private static final int DURATIONS = 256;

    private static final int HEAD = 4;
    private static final int COUNT = 1;
    private static final int MIN = 2;
    private static final int MAX = 3;

    private static final int FEWEST_COLLECTED = 16;

    /** 4 MiB. */
    private static final int MOST_COLLECTED = 8_192;

    private final Output output;

    /** An open hash table with linear probing. */
    private long[] callers = new long[STRIDE << FEWEST_BITS];

    private int bits = FEWEST_BITS;
    private int size;

    /** By operation: the number of its collection of durations, plus 1; 0: it has none. */
    private int[] collections = new int[64];

    /** By collection: whose it is, how many durations there are, the shortest and the longest, in nanoseconds. */
    private int[] heads = new int[FEWEST_COLLECTED * HEAD];

    private short[] classes = new short[FEWEST_COLLECTED * DURATIONS];
    private int collected;

    /** So that the compiler does not take {@link #approach} for idle. */
    @SuppressWarnings("unused")
    private long approached;

    /** @param output where the calls go, when there are enough of them or {@link #settle} is called */
    Tallies(Output output) {
        this.output = output;
    }

    /** Whether a duration, in nanoseconds, is short enough to be noted here: up to 2.1 s. */
    static boolean takes(long durationNanos) {
        return durationNanos >>> (Integer.SIZE - 1) == 0;
    }

    /**
     * Looks at the places of samples that are about to be added. No look waits for another, so the processor fetches what is
     * not in its cache side by side; when the samples are added, it is there.
     */
    void approach(long[] samples, int from, int end) {
        long seen = 0;
        for (int at = from; at < end; at += SampleLayout.STRIDE) {
            seen += callers[hash(key(samples[at + SampleLayout.META]))];
        }
        approached = seen;
    }

    private static long key(long meta) {
        return meta & KEY;
    }

    /**
     * Adds a call.
     *
     * @param meta its operation, not 0, and its caller; see {@link SampleLayout}
     * @param durationNanos one that this {@link #takes}
     */
    void add(long meta, long durationNanos, long selfNanos) {
        long key = key(meta);
        int at = place(key);
        if (callers[at] != key) {
            at = begin(key, at);
        }
        callers[at + CALLS]++;
        callers[at + SUM] += durationNanos;
        callers[at + SELF] += selfNanos;
        collect((int) key & OPERATION, (int) durationNanos);
    }

    private void collect(int operation, int durationNanos) {
        int collection = operation < collections.length ? collections[operation] - 1 : -1;
        if (collection < 0) {
            collection = begin(operation);
        }
        int head = collection * HEAD;
        int count = heads[head + COUNT];
        classes[collection * DURATIONS + count] = (short) DurationClasses.indexOf(durationNanos);
        heads[head + COUNT] = count + 1;
        heads[head + MIN] = Math.min(heads[head + MIN], durationNanos);
        heads[head + MAX] = Math.max(heads[head + MAX], durationNanos);
        if (count == DURATIONS - 1) {
            giveOut(collection);
        }
    }

    private int hash(long key) {
        return (int) ((key * SPREAD) >>> (Long.SIZE - bits)) * STRIDE;
    }

    /** Where such calls are, or the free place for them. */
    private int place(long key) {
        int at = hash(key);
        while (callers[at] != key && callers[at] != 0) {
            at = (at + STRIDE) & (callers.length - 1);
        }
        return at;
    }

    /** Takes a free place for such calls: this one or, if the table has to be emptied first, another. */
    private int begin(long key, int free) {
        int at = free;
        if ((size + 1) * 4 > (3 << bits)) {
            settleCallers();
            if (bits < MOST_BITS) {
                callers = new long[STRIDE << (bits + 1)];
                bits++;
            }
            at = place(key);
        }
        size++;
        callers[at] = key;
        return at;
    }

    /** Begins to collect an operation's durations. */
    private int begin(int operation) {
        if (operation >= collections.length) {
            collections = Arrays.copyOf(collections, Math.max(operation + 1, 2 * collections.length));
        }
        if (collected == MOST_COLLECTED) {
            settleDurations();
        } else if (collected * HEAD == heads.length) {
            // Both or none, should memory be lacking.
            short[] moreClasses = Arrays.copyOf(classes, 2 * classes.length);
            heads = Arrays.copyOf(heads, 2 * heads.length);
            classes = moreClasses;
        }
        int collection = collected++;
        heads[collection * HEAD] = operation;
        clear(collection);
        collections[operation] = collection + 1;
        return collection;
    }

    private void clear(int collection) {
        heads[collection * HEAD + COUNT] = 0;
        heads[collection * HEAD + MIN] = Integer.MAX_VALUE;
        heads[collection * HEAD + MAX] = 0;
    }

    /** Cleared first, here and below: what is given out once is not to be given out again, whatever the output throws. */
    private void giveOut(int collection) {
        int head = collection * HEAD;
        int count = heads[head + COUNT];
        int min = heads[head + MIN];
        int max = heads[head + MAX];
        clear(collection);
        output.durations(heads[head], classes, collection * DURATIONS, count, min, max);
    }

    /** Gives all calls out. */
    void settle() {
        if (size > 0) {
            settleDurations();
            settleCallers();
        }
    }

    private void settleDurations() {
        for (int collection = 0; collection < collected; collection++) {
            int head = collection * HEAD;
            if (heads[head + COUNT] > 0) {
                giveOut(collection);
            }
            collections[heads[head]] = 0;
        }
        collected = 0;
    }

    private void settleCallers() {
        for (int at = 0; at < callers.length; at += STRIDE) {
            long key = callers[at];
            if (key != 0) {
                long calls = callers[at + CALLS];
                long sum = callers[at + SUM];
                long self = callers[at + SELF];
                Arrays.fill(callers, at, at + STRIDE, 0);
                output.calls((int) key & OPERATION, (int) (key >>> CALLER_SHIFT), calls, sum, self);
            }
        }
        size = 0;
    }
}

package io.gnomon.record.rows;

import io.gnomon.model.SampleLayout;
import io.gnomon.model.SampleRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * The calls of one thread that have ended while a call around them still runs. A slow or failed call is stored together
 * with the calls inside it, and those end first: so they wait here until it is known what became of their callers.
 *
 * <p>Calls of one thread arrive in the order of their ends, each with its depth. What a call contains is therefore the run
 * of deeper calls just before it. When a root ends, nothing more can be learnt: the kept calls go out as rows, the others
 * to the lottery for the row budget. The window is short: when it is full, its older half is let go.
 *
 * <p>Most trees hold no call to be kept, and lie in one chunk. They go from there to the lottery, not through the window.
 *
 * <p>A slow or failed call is stored with its callers, too, up to the root: a slow call inside a fast request is worth little
 * without that request. A row names its caller by the sample id. Where that caller still runs, its id is set aside for it,
 * and it becomes a row when it ends, whatever became of it. A caller that was not slow itself is stored without what else
 * is inside it.
 *
 * <p>For the writer thread.
 */
public final class CallWindow {

    /** Where calls go when they leave the window. */
    public interface Output {
        /** Calls that nobody asked to keep: those from {@code from} on, before {@code end}, as a chunk holds them. */
        void candidates(long threadId, long[] longs, int from, int end);

        /** The same: those of a run. */
        void candidates(long threadId, GnomonSamples run);

        /**
         * Decides on a slow or failed call, the sample at this place.
         *
         * @param inside the last call inside it, if that failed
         * @param wanted whether it is to be stored because a call inside it is
         * @param newCallers how many of its callers would be stored because of it
         */
        Flagged choose(long threadId, long[] longs, int at, @Nullable Flagged inside, boolean wanted, int newCallers);

        /** Calls inside a slow or failed one are to be stored because of it. */
        void insideTree(int calls);

        /**
         * A call to be stored. {@code caller} is 0 for a root.
         *
         * @param flagged what was decided of it; null for one that is stored for the sake of others
         */
        void keep(
                @Nullable Flagged flagged,
                long id,
                long meta,
                long threadId,
                long startNanos,
                long durationNanos,
                long selfNanos,
                long tree,
                long caller);

        /** A new sample id, from 1 on. */
        long nextId();
    }

    static final int CAPACITY = 4_096;

    /**
     * A sample, its id (0: none yet), and for a kept call the place of the first call inside it that is kept, plus 1; 0 for
     * others, and {@link #GIVEN_OUT}. Above those 32 bits, for a slow or failed call, the place of what was decided of it, plus 1.
     */
    private static final int STRIDE = SampleLayout.STRIDE + 2;

    /** Room for so many longs is kept, however few are needed. */
    private static final int FEW = 16 * STRIDE;

    private static final long[] NONE = {};

    private static final int META = SampleLayout.META;
    private static final int ID = SampleLayout.STRIDE;
    private static final int KEPT_FROM = SampleLayout.STRIDE + 1;

    /** A caller that was given out. It stays as long as calls inside it wait, which may yet be kept for another's sake. */
    private static final long GIVEN_OUT = -1;

    /** A call inside a slow or failed one that it has no room for. */
    private static final long LEFT_OUT = -2;

    private long threadId;
    private long[] entries = NONE;
    private int size;
    private int kept;

    /** Ids set aside for calls that still run, by depth. */
    private long[] running = new long[8];

    private boolean anySetAside;

    private final SplittableRandom random = new SplittableRandom();

    /** What was decided of the slow and failed calls that are kept. */
    private final List<Flagged> decided = new ArrayList<>();

    /** The call that failed last, unless a caller of it has ended since. */
    private @Nullable Flagged lastFailed;

    private int lastFailedDepth;

    /** Of the calls that still run, those less deep than this have a kept call inside. */
    private int wantedDepth;

    /** By depth: the entry around those that are being walked; -1 where it still runs. */
    private int[] around = new int[8];

    public CallWindow(long threadId) {
        this.threadId = threadId;
    }

    /** Makes this idle window another thread's. */
    public void reuse(long newThreadId) {
        threadId = newThreadId;
    }

    /** Calls waiting here. */
    int size() {
        return size;
    }

    /** Whether nothing waits here and nothing is known of running calls. */
    public boolean isIdle() {
        return size == 0 && !anySetAside && lastFailed == null;
    }

    /** Adds the samples from {@code from} on, before {@code end}, as a chunk holds them; no markers. */
    public void add(long[] longs, int from, int end, Output output) {
        int at = from;
        while (at < end) {
            int next = isIdle() ? plainTreesEnd(longs, at, end) : at;
            if (next > at) {
                output.candidates(threadId, longs, at, next);
            } else {
                addOne(longs, at, output);
                next = at + SampleLayout.STRIDE;
            }
            at = next;
        }
    }

    /** Adds a run. Before it a root has ended: nothing waits here. */
    public void add(GnomonSamples run, Output output) {
        output.candidates(threadId, run);
    }

    /** Where those calls end that make whole trees, none of them flagged; {@code from} if there are none. */
    private static int plainTreesEnd(long[] longs, int from, int end) {
        int treesEnd = from;
        for (int at = from; at < end; at += SampleLayout.STRIDE) {
            long meta = longs[at + META];
            if (SampleLayout.flags(meta) != 0 || SampleLayout.isMarker(meta)) {
                break;
            }
            if (SampleLayout.depth(meta) == 0) {
                treesEnd = at + SampleLayout.STRIDE;
            }
        }
        return treesEnd;
    }

    private void addOne(long[] longs, int at, Output output) {
        long meta = longs[at + META];
        int depth = SampleLayout.depth(meta);
        append(longs, at, takeRunningId(depth));
        boolean wanted = depth < wantedDepth;
        if (SampleLayout.flags(meta) != 0) {
            addFlagged(longs, at, wanted, output);
        } else {
            forgetFailureInside(depth);
            if (wanted) {
                keepLastAlone(0);
            }
        }
        if (wanted) {
            wantedDepth = depth;
        }
        if (depth == 0) {
            release(output);
        } else if (size == CAPACITY) {
            letGoOlderHalf(output);
        }
    }

    private void addFlagged(long[] longs, int at, boolean wanted, Output output) {
        long meta = longs[at + META];
        int depth = SampleLayout.depth(meta);
        Flagged inside = lastFailedDepth == depth + 1 ? lastFailed : null;
        Flagged call = output.choose(threadId, longs, at, inside, wanted, Math.max(0, depth - wantedDepth));
        forgetFailureInside(depth);
        if ((SampleLayout.flags(meta) & SampleRows.ERROR) != 0) {
            lastFailed = call;
            lastFailedDepth = depth;
        }
        if (call.isKept()) {
            decided.add(call);
        }
        if (call.hasTree()) {
            output.insideTree(keepLast(depth, call.maxInside()));
            wantedDepth = depth;
        } else if (call.isKept()) {
            keepLastAlone(decided.size());
        }
    }

    /** What failed inside a call that has ended has no more to do with what fails later. */
    private void forgetFailureInside(int depth) {
        if (depth < lastFailedDepth) {
            lastFailed = null;
            lastFailedDepth = 0;
        }
    }

    /** Gives out the kept calls, though their callers still run: what is slow or failed must not wait for those. */
    public void flush(Output output) {
        if (kept == 0) {
            return;
        }
        emitKept(output);
        int remaining = 0;
        for (int entry = 0; entry < size; entry++) {
            boolean waits = isWaiting(entry);
            if (waits || isAround(remaining - 1, entry)) {
                System.arraycopy(entries, entry * STRIDE, entries, remaining * STRIDE, STRIDE);
                if (!waits) {
                    entries[remaining * STRIDE + KEPT_FROM] = GIVEN_OUT;
                }
                remaining++;
            }
        }
        size = remaining;
        kept = 0;
        decided.clear();
    }

    /** Whether it is not known yet that the call gets a row for the sake of others. */
    private boolean isWaiting(int entry) {
        long keptFrom = entries[entry * STRIDE + KEPT_FROM];
        return keptFrom == 0 || keptFrom == LEFT_OUT;
    }

    /** Whether the call before is inside the other one. */
    private boolean isAround(int before, int entry) {
        return before >= 0 && depthOf(before) > depthOf(entry);
    }

    private int depthOf(int entry) {
        return SampleLayout.depth(entries[entry * STRIDE + META]);
    }

    /** Lets all calls go: the root has ended, or calls were lost and nothing can be said of what comes. */
    public void release(Output output) {
        flush(output);
        letGo(size, output);
        size = 0;
        Arrays.fill(running, 0);
        anySetAside = false;
        wantedDepth = 0;
        lastFailed = null;
        lastFailedDepth = 0;
    }

    /**
     * Lets all calls go to have their memory back, though their root still runs: they are counted, and may be stored, but
     * outside of its tree.
     *
     * @return how many that were, besides the kept ones
     */
    public int letGoEarly(Output output) {
        flush(output);
        int early = letGo(size, output);
        size = 0;
        entries = NONE;
        return early;
    }

    /** Gives back memory that was not in use when last looked at, but for a rest. */
    public void trim() {
        if (entries.length > FEW && size * STRIDE * 4 <= entries.length) {
            entries = Arrays.copyOf(entries, Math.max(FEW, size * STRIDE * 2));
        }
    }

    /** The memory that calls take here. */
    public long bytes() {
        return (long) entries.length * Long.BYTES;
    }

    private void letGoOlderHalf(Output output) {
        flush(output);
        int surplus = size - CAPACITY / 2;
        if (surplus > 0) {
            letGo(surplus, output);
            System.arraycopy(entries, surplus * STRIDE, entries, 0, (size - surplus) * STRIDE);
            size -= surplus;
        }
    }

    private int letGo(int oldest, Output output) {
        int ordinary = 0;
        for (int entry = 0; entry < oldest; entry++) {
            int at = entry * STRIDE;
            // Slow and failed calls without a row are accounted for by others of their kind.
            if (isWaiting(entry) && SampleLayout.flags(entries[at + META]) == 0) {
                output.candidates(threadId, entries, at, at + SampleLayout.STRIDE);
                ordinary++;
            }
        }
        return ordinary;
    }

    private void append(long[] longs, int from, long id) {
        int at = size * STRIDE;
        if (at == entries.length) {
            entries = Arrays.copyOf(entries, Math.max(4 * STRIDE, entries.length * 2));
        }
        System.arraycopy(longs, from, entries, at, SampleLayout.STRIDE);
        entries[at + ID] = id;
        entries[at + KEPT_FROM] = 0;
        size++;
    }

    /**
     * Keeps the newest call, which is slow or failed, and the calls inside it, or the most telling ones. Those inside a kept
     * one are kept already, and are passed over.
     *
     * @return how many were kept besides it
     */
    private int keepLast(int depth, int maxInside) {
        int first = size - 1;
        int unkept = 0;
        while (first > 0 && depthOf(first - 1) > depth) {
            first--;
            long keptFrom = entries[first * STRIDE + KEPT_FROM];
            if (keptFrom > 0) {
                first = (int) keptFrom - 1;
            } else if (keptFrom == 0) {
                unkept++;
            }
        }
        int keptInside = keepInside(first, unkept, maxInside);
        keep(size - 1, first + 1L, decided.size());
        return keptInside;
    }

    /** Of more calls than may be kept, half are the longest, and the other half a fair sample; each with its callers. */
    private int keepInside(int first, int unkept, int most) {
        long shortest = unkept > most ? durationOfLongest(first, unkept, most / 2) : 0;
        double chance = unkept > most ? most / 2.0 / unkept : 1;
        int keptBefore = kept;
        int depthKept = 0;
        for (int entry = first; entry < size - 1; entry++) {
            int at = entry * STRIDE;
            int depth = depthOf(entry);
            boolean aroundKept = depth < depthKept;
            if (entries[at + KEPT_FROM] == 0) {
                boolean stays =
                        aroundKept || entries[at + SampleLayout.DURATION] >= shortest || random.nextDouble() < chance;
                if (stays) {
                    keep(entry, entry + 1L, 0);
                } else {
                    entries[at + KEPT_FROM] = LEFT_OUT;
                }
            }
            if (entries[at + KEPT_FROM] != LEFT_OUT) {
                depthKept = depth;
            }
        }
        return kept - keptBefore;
    }

    private long durationOfLongest(int first, int unkept, int wanted) {
        long[] durations = new long[unkept];
        int count = 0;
        for (int entry = first; entry < size - 1; entry++) {
            if (entries[entry * STRIDE + KEPT_FROM] == 0) {
                durations[count++] = entries[entry * STRIDE + SampleLayout.DURATION];
            }
        }
        Arrays.sort(durations, 0, count);
        return durations[Math.max(0, count - 1 - wanted)] + 1;
    }

    /** Keeps the newest call, but not the calls inside it. */
    private void keepLastAlone(int decision) {
        keep(size - 1, size, decision);
    }

    private void keep(int entry, long from, int decision) {
        entries[entry * STRIDE + KEPT_FROM] = from | (long) decision << Integer.SIZE;
        kept++;
    }

    /** Newest first, so that a caller is met before the calls inside it; the ids still grow from caller to callee. */
    private void emitKept(Output output) {
        Arrays.fill(around, -1);
        for (int entry = size - 1; entry >= 0; entry--) {
            int at = entry * STRIDE;
            long meta = entries[at + META];
            int depth = SampleLayout.depth(meta);
            reserve(depth);
            around[depth] = entry;
            Arrays.fill(around, depth + 1, around.length, -1);
            long keptFrom = entries[at + KEPT_FROM];
            if (keptFrom > 0) {
                int decision = (int) (keptFrom >>> Integer.SIZE);
                give(at, depth, decision == 0 ? null : decided.get(decision - 1), output);
            }
        }
    }

    private void give(int at, int depth, @Nullable Flagged flagged, Output output) {
        boolean alone = flagged != null && !flagged.hasTree();
        if (alone && entries[at + ID] == 0) {
            entries[at + ID] = output.nextId();
        }
        long id = idOf(depth, output);
        long caller = alone || depth == 0 ? 0 : id(depth - 1);
        long tree = alone ? 0 : id(0);
        output.keep(
                flagged,
                id,
                entries[at + META],
                threadId,
                entries[at],
                entries[at + SampleLayout.DURATION],
                entries[at + SampleLayout.SELF],
                tree,
                caller);
    }

    /** The id of the call at this depth around, or at, the entry being walked. Its callers get theirs before it. */
    private long idOf(int depth, Output output) {
        int known = depth;
        while (known >= 0 && id(known) == 0) {
            known--;
        }
        for (int next = known + 1; next <= depth; next++) {
            giveId(next, output.nextId());
        }
        return id(depth);
    }

    private long id(int depth) {
        int entry = around[depth];
        return entry < 0 ? running[depth] : entries[entry * STRIDE + ID];
    }

    private void giveId(int depth, long id) {
        int entry = around[depth];
        if (entry < 0) {
            running[depth] = id;
            anySetAside = true;
        } else {
            entries[entry * STRIDE + ID] = id;
        }
    }

    /** The id set aside for the call at this depth, which has now ended; those deeper have ended before it. */
    private long takeRunningId(int depth) {
        if (!anySetAside || depth >= running.length) {
            return 0;
        }
        long id = running[depth];
        Arrays.fill(running, depth, running.length, 0);
        anySetAside = depth > 0;
        return id;
    }

    private void reserve(int depth) {
        if (depth >= running.length) {
            int length = Math.max(depth + 1, running.length * 2);
            running = Arrays.copyOf(running, length);
            int old = around.length;
            around = Arrays.copyOf(around, length);
            Arrays.fill(around, old, length, -1);
        }
    }
}

package io.gnomon.pipeline;

import io.gnomon.model.SampleLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Reads the samples of all buffers, in order for each, into rollups and call windows. For the writer thread. */
final class SampleReader {

    /** One buffer, and whose samples come from it now. */
    private static final class Source {
        final CallWindow window;

        /** By slot: the calls that the buffer's counters had when they were read last. */
        long[] counted = new long[0];

        /** The virtual thread whose samples come now; 0: the buffer's owner. */
        long virtualThread;

        Source(CallWindow window) {
            this.window = window;
        }
    }

    /** How often buffers are tried that could not be read in their order, or that their owner was at work in. */
    private static final int MAX_ROUNDS = 3;

    private final RecorderSink sink;
    private final ThrottleSlots slots;
    private final RollupTable rollups;
    private final RowChooser rows;
    private final Map<GnomonBuffer, Source> sources = new HashMap<>();

    /** Samples of the chunk that is being read. */
    private final long[] unpacked = new long[GnomonChunk.CAPACITY * SampleLayout.STRIDE];

    private final VirtualCalls virtualCalls = new VirtualCalls();

    /** Names of the platform threads, by id; those of ended threads until the next flush has used them. */
    private final Map<Long, String> threadNames = new HashMap<>();

    /** Threads that have ended since the last flush, and those that had before: their calls are in the file. */
    private List<Long> endedThreads = new ArrayList<>();

    private List<Long> endedBefore = new ArrayList<>();
    /**
     * Chunks that are read while their owners, which have handed them over, still have them for their current ones. Used
     * again at once, they would be taken for both the old owner's and the new one's.
     */
    private final List<GnomonChunk> emptied = new ArrayList<>();

    private long calls;
    private long producedByEnded;

    SampleReader(RecorderSink sink, ThrottleSlots slots, RollupTable rollups, RowChooser rows) {
        this.sink = sink;
        this.slots = slots;
        this.rollups = rollups;
        this.rows = rows;
    }

    /**
     * Reads what was recorded before this call, and a little more, or until the rows ought to be written; returns whether
     * it was all. Ends however fast calls come.
     */
    boolean readAll() {
        long began = System.nanoTime();
        boolean all = false;
        for (int round = 0; !all && round < MAX_ROUNDS && !rows.isFull(); round++) {
            all = readRound(round == 0);
        }
        if (all) {
            virtualCalls.settle(began, rows);
        }
        return all;
    }

    /**
     * Reads the full chunks, until the rows ought to be written. What is in the others can wait until it is wanted, unless
     * much memory would wait with it.
     */
    void readFull() {
        readQueued(sink.queued());
        if (virtualCalls.isFull() || sink.manyOpened()) {
            readAll();
        }
    }

    /** Reads at most so many full chunks. */
    void readQueued(int maxChunks) {
        emptied.removeIf(this::recycle);
        for (int left = maxChunks; left > 0 && !rows.isFull(); left--) {
            GnomonChunk chunk = sink.pollFull();
            if (chunk == null) {
                return;
            }
            read(chunk);
            chunk.buffer().finishedReading();
            if (!recycle(chunk)) {
                emptied.add(chunk);
            }
        }
    }

    /** Gives an emptied chunk back, unless its owner has not put the next one in its place yet. */
    private boolean recycle(GnomonChunk chunk) {
        if (chunk.buffer().current() == chunk) {
            return false;
        }
        sink.recycle(chunk);
        return true;
    }

    /**
     * Reads the chunks that are in the queue now, and then what is in those that are being filled.
     *
     * @return whether this was all that was recorded before the first round
     */
    private boolean readRound(boolean first) {
        readQueued(sink.queued());
        if (rows.isFull()) {
            return false;
        }
        boolean all = true;
        sink.lookingAtBuffers();
        for (Iterator<GnomonBuffer> buffers = sink.buffers().iterator(); buffers.hasNext(); ) {
            GnomonBuffer buffer = buffers.next();
            // Asked before reading: what a thread wrote before it ended is then surely read.
            boolean ended = !buffer.owner().isAlive();
            GnomonChunk current = buffer.current();
            if (current == null) {
                continue;
            }
            if (current.sequence() != buffer.nextToRead()) {
                // An older chunk came into the queue meanwhile, and its samples come first: the next round meets it.
                // What comes into the queue after that was recorded after the first round began.
                all &= !first || current.sequence() < buffer.nextToRead();
                continue;
            }
            if (current.published() > current.read()) {
                if (current.tryClaim()) {
                    read(current);
                    current.release();
                } else {
                    all = false;
                }
            }
            if (ended && current.published() == current.read()) {
                buffers.remove();
                forget(buffer);
                sink.recycle(current);
            }
        }
        return all;
    }

    private void read(GnomonChunk chunk) {
        Source source = source(chunk.buffer());
        if (chunk.takeGap()) {
            source.window.release(rows);
            if (source.virtualThread != 0) {
                virtualCalls.release(rows);
            }
        }
        GnomonSamples samples = new GnomonSamples(chunk);
        int end;
        do {
            boolean unpackRuns = source.virtualThread != 0 || (samples.atRun() && !readRun(source, samples));
            end = samples.unpack(unpacked, unpackRuns);
            readUnpacked(source, end);
        } while (end > 0 || samples.atRun());
    }

    /** Reads a run; false if it must be unpacked. */
    private boolean readRun(Source source, GnomonSamples run) {
        if (!rollups.add(run)) {
            return false;
        }
        calls += run.runCalls();
        source.window.add(run, rows);
        run.passRun();
        return true;
    }

    private void readUnpacked(Source source, int end) {
        if (end == 0) {
            return;
        }
        calls += rollups.add(unpacked, 0, end);
        if (source.virtualThread == 0 && !SampleLayout.isMarker(unpacked[SampleLayout.META])) {
            source.window.add(unpacked, 0, end, rows);
        } else {
            readVirtual(source, unpacked, 0, end);
        }
    }

    /** A carrier's buffer: before the samples of each virtual thread there is a marker. */
    private void readVirtual(Source source, long[] longs, int from, int end) {
        int at = from;
        while (at < end) {
            if (SampleLayout.isMarker(longs[at + SampleLayout.META])) {
                source.virtualThread = longs[at];
                at += SampleLayout.STRIDE;
                continue;
            }
            int next = at;
            while (next < end && !SampleLayout.isMarker(longs[next + SampleLayout.META])) {
                next += SampleLayout.STRIDE;
            }
            virtualCalls.add(source.virtualThread, longs, at, next);
            at = next;
        }
    }

    /** Reads how many calls the threads counted without timing them. */
    void readCounters() {
        for (GnomonBuffer buffer : sink.buffers()) {
            readCounters(buffer);
        }
    }

    private void readCounters(GnomonBuffer buffer) {
        GnomonCounter[] counters = buffer.counters();
        if (counters.length == 0) {
            return;
        }
        Source source = source(buffer);
        if (source.counted.length < counters.length) {
            source.counted = Arrays.copyOf(source.counted, counters.length);
        }
        for (int slot = 0; slot < counters.length; slot++) {
            GnomonCounter counter = counters[slot];
            long count = counter == null ? 0 : counter.count();
            long more = count - source.counted[slot];
            if (more != 0) {
                source.counted[slot] = count;
                int operation = slots.operation(slot);
                rollups.addUntimed(operation, more, 0);
                rows.addUntimed(operation, more);
                calls += more;
            }
        }
    }

    private Source source(GnomonBuffer buffer) {
        Source known = sources.get(buffer);
        if (known != null) {
            return known;
        }
        Thread owner = buffer.owner();
        threadNames.put(owner.getId(), owner.getName());
        Source created = new Source(new CallWindow(owner.getId()));
        sources.put(buffer, created);
        return created;
    }

    private void forget(GnomonBuffer buffer) {
        readCounters(buffer);
        producedByEnded += buffer.produced();
        buffer.ended();
        endedThreads.add(buffer.owner().getId());
        Source source = sources.remove(buffer);
        if (source != null) {
            source.window.release(rows);
        }
    }

    /** Gives out the slow and failed calls that wait for nothing but the end of their callers. */
    void flushWindows() {
        sources.values().forEach(source -> source.window.flush(rows));
        virtualCalls.flush(rows);
    }

    /** Lets all calls go that wait: their callers' ends will not be seen. */
    void releaseWindows() {
        sources.values().forEach(source -> source.window.release(rows));
        virtualCalls.settle(System.nanoTime(), rows);
        virtualCalls.release(rows);
    }

    /** Names of the platform threads that calls were read of, by id. */
    Map<Long, String> threadNames() {
        return threadNames;
    }

    /**
     * What waited when the flush began is written. The names of threads that had ended before the last flush are needed no
     * more; calls of those that ended since may have been read while this one was written.
     */
    void flushed() {
        endedBefore.forEach(threadNames::remove);
        endedBefore.clear();
        List<Long> none = endedBefore;
        endedBefore = endedThreads;
        endedThreads = none;
    }

    /** Calls read so far. */
    long calls() {
        return calls;
    }

    /** Calls that the threads say they made; exact when they make none. */
    long produced() {
        long produced = producedByEnded;
        for (GnomonBuffer buffer : sink.buffers()) {
            produced += buffer.produced();
        }
        return produced;
    }
}

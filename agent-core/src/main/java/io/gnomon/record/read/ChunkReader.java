package io.gnomon.record.read;

import io.gnomon.model.SampleLayout;
import io.gnomon.record.memory.MemoryBudget;
import io.gnomon.record.rollup.LiveRollups;
import io.gnomon.record.rows.CallWindow;
import io.gnomon.record.rows.RowChooser;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the samples of chunks into rollups and call windows: of each buffer in order, whatever comes between from other
 * buffers. For the writer thread.
 */
final class ChunkReader {

    /** One buffer, and whose samples come from it now. */
    private static final class Source {
        final CallWindow window;

        /** The virtual thread whose samples come now; 0: the buffer's owner. */
        long virtualThread;

        /** When the last call ended that was read. */
        long lastEnd;

        /** What of the window's memory is taken from the budget. */
        long bytes;

        Source(CallWindow window, long lastEnd) {
            this.window = window;
            this.lastEnd = lastEnd;
        }
    }

    private final LiveRollups rollups;
    private final RowChooser rows;
    private final ThreadNames threadNames;
    private final MemoryBudget.Share memory;
    private final VirtualCalls virtualCalls;
    private final Map<GnomonBuffer, Source> sources = new HashMap<>();

    /** Samples of the chunk that is being read. */
    private final long[] unpacked = new long[GnomonChunk.CAPACITY * SampleLayout.STRIDE];

    /** Nothing older comes from a buffer of which nothing was read yet. */
    private final long began = System.nanoTime();

    private long calls;
    private long letGoEarly;

    /**
     * @param threadNames learns the owner of each buffer that is read
     * @param memory for calls that wait for the end of their callers
     */
    ChunkReader(LiveRollups rollups, RowChooser rows, ThreadNames threadNames, MemoryBudget.Share memory) {
        this.rollups = rollups;
        this.rows = rows;
        this.threadNames = threadNames;
        this.memory = memory;
        this.virtualCalls = new VirtualCalls(memory);
    }

    /** Reads what the chunk's owner has published and was not read before. */
    void read(GnomonChunk chunk) {
        Source source = sources.computeIfAbsent(chunk.buffer(), this::source);
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
        account(source);
        if (memory.isOver()) {
            makeRoom();
        }
    }

    private void account(Source source) {
        long bytes = source.window.bytes();
        if (bytes != source.bytes) {
            memory.take(bytes - source.bytes);
            source.bytes = bytes;
        }
    }

    /** Lets the fullest windows go until no more than half of what they may hold is held: not with each chunk anew. */
    private void makeRoom() {
        List<Source> fullestFirst = new ArrayList<>(sources.values());
        fullestFirst.sort(Comparator.comparingLong(source -> -source.bytes));
        long most = memory.most() / 2;
        for (Source source : fullestFirst) {
            if (memory.held() <= most) {
                return;
            }
            letGoEarly += source.window.letGoEarly(rows);
            account(source);
        }
        letGoEarly += virtualCalls.letGoEarly(rows);
    }

    private Source source(GnomonBuffer buffer) {
        threadNames.met(buffer);
        return new Source(new CallWindow(buffer.ownerId()), began);
    }

    /** Reads a run; false if it must be unpacked. */
    private boolean readRun(Source source, GnomonSamples run) {
        if (!rollups.add(run)) {
            return false;
        }
        source.lastEnd = run.runEnd(run.runCalls() - 1);
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
        int last = end - SampleLayout.STRIDE;
        if (!SampleLayout.isMarker(unpacked[last + SampleLayout.META])) {
            source.lastEnd = unpacked[last] + unpacked[last + SampleLayout.DURATION];
        }
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

    /** When the last call ended that was read from the buffer; before all calls if none was. */
    long lastEnd(GnomonBuffer buffer) {
        Source source = sources.get(buffer);
        return source == null ? began : source.lastEnd;
    }

    /** Whether so many samples of virtual threads wait that it is time to {@link #settle}. */
    boolean manyWait() {
        return virtualCalls.isFull();
    }

    /** Notes that all samples of virtual threads were read that had ended by then. */
    void settle(long untilNanos) {
        virtualCalls.settle(untilNanos, rows);
    }

    /** Forgets a buffer of which nothing more will come. */
    void forget(GnomonBuffer buffer) {
        Source source = sources.remove(buffer);
        if (source != null) {
            source.window.release(rows);
            memory.giveBack(source.bytes);
        }
    }

    /** Gives out the slow and failed calls that wait for nothing but the end of their callers. */
    void flushWindows() {
        for (Source source : sources.values()) {
            source.window.flush(rows);
            source.window.trim();
            account(source);
        }
        virtualCalls.flush(rows);
    }

    /** Lets all calls go that wait: their callers' ends will not be seen. */
    void releaseWindows() {
        sources.values().forEach(source -> source.window.release(rows));
        virtualCalls.settle(System.nanoTime(), rows);
        virtualCalls.release(rows);
    }

    /** Calls that had to leave their windows before their roots ended, for want of memory. */
    long letGoEarly() {
        return letGoEarly;
    }

    /** Calls read so far. */
    long calls() {
        return calls;
    }
}

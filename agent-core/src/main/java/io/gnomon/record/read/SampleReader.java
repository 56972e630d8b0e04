package io.gnomon.record.read;

import io.gnomon.record.rollup.LiveRollups;
import io.gnomon.record.rows.RowChooser;
import io.gnomon.record.sink.RecorderSink;
import io.gnomon.record.throttle.ThrottleSlots;
import io.gnomon.text.Redaction;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads all buffers, in order for each: the full chunks that come through the queue, those that are being filled, and the
 * counters of throttled operations. For the writer thread.
 */
public final class SampleReader {

    /** How often buffers are tried that could not be read in their order, or that their owner was at work in. */
    private static final int MAX_ROUNDS = 3;

    /** At least so often all buffers are looked at: what is kept for threads that have ended must not wait for a flush. */
    private static final long LONGEST_WITHOUT_LOOK_NANOS = 5_000_000_000L;

    /** Full chunks that are read before it is asked again whether many calls of virtual threads wait. */
    private static final int CHUNKS_AT_ONCE = 256;

    private final RecorderSink sink;
    private final RowChooser rows;
    private final ChunkReader chunks;
    private final CounterReader counters;

    /**
     * Chunks that are read while their owners, which have handed them over, still have them for their current ones. Used
     * again at once, they would be taken for both the old owner's and the new one's.
     */
    private final List<GnomonChunk> emptied = new ArrayList<>();

    /** The chunk that is being read; after an Error that passed, the reading goes on where it stopped. */
    private @Nullable GnomonChunk inHand;

    private final ThreadNames threadNames;
    private long producedByEnded;
    private long lastLook = System.nanoTime();

    public SampleReader(
            RecorderSink sink, ThrottleSlots slots, LiveRollups rollups, RowChooser rows, Redaction redaction) {
        this.sink = sink;
        this.rows = rows;
        this.threadNames = new ThreadNames(redaction);
        this.chunks = new ChunkReader(rollups, rows, threadNames, sink.memory().windows());
        this.counters = new CounterReader(slots, rollups, rows);
    }

    /**
     * Reads what was recorded before this call, and a little more, or until the rows ought to be written; returns whether
     * it was all. Ends however fast calls come.
     */
    public boolean readAll() {
        long began = System.nanoTime();
        boolean all = false;
        for (int round = 0; !all && round < MAX_ROUNDS && !rows.isFull(); round++) {
            readQueued(sink.queued());
            all = !rows.isFull() && readFilling(round == 0);
        }
        if (all) {
            chunks.settle(began);
        }
        return all;
    }

    /**
     * Reads the full chunks, until the rows ought to be written. What is in the others can wait until it is wanted, unless
     * much memory would wait with it.
     */
    public void readFull() {
        readQueued(sink.queued());
        if (sink.manyOpened() || nanosUntilLook(System.nanoTime()) == 0) {
            readAll();
        }
        sink.makeRoom();
    }

    /** The time after which all buffers ought to be looked at again. */
    public long nanosUntilLook(long now) {
        return Math.max(0, lastLook + LONGEST_WITHOUT_LOOK_NANOS - now);
    }

    /** Reads at most so many full chunks. */
    public void readQueued(int maxChunks) {
        emptied.removeIf(this::recycle);
        int left = maxChunks;
        while (left > 0 && !rows.isFull()) {
            GnomonChunk chunk = inHand == null ? sink.pollFull() : inHand;
            if (chunk == null) {
                return;
            }
            inHand = chunk;
            chunks.read(chunk);
            inHand = null;
            chunk.buffer().finishedReading();
            if (!recycle(chunk)) {
                emptied.add(chunk);
            }
            left--;
            if (left % CHUNKS_AT_ONCE == 0 && chunks.manyWait()) {
                readFilling(true);
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
     * Reads what is in the chunks that are being filled, of those buffers that have none in the queue: an older chunk's
     * samples come first.
     *
     * @param first false if the queue was read, then this called, and then the queue read again: what is in it now was
     *     recorded after that
     * @return whether all is read that was recorded before the first time
     */
    private boolean readFilling(boolean first) {
        boolean all = true;
        long readUntil = System.nanoTime();
        lastLook = readUntil;
        sink.lookingAtBuffers();
        for (Iterator<GnomonBuffer> buffers = sink.buffers().iterator(); buffers.hasNext(); ) {
            GnomonBuffer buffer = buffers.next();
            // Asked before reading: what a thread wrote before it ended is then surely read.
            boolean ended = !buffer.owner().isAlive();
            GnomonChunk current = buffer.current();
            if (current.sequence() < buffer.nextToRead()) {
                continue;
            }
            if (current.sequence() > buffer.nextToRead()) {
                all &= !first;
                readUntil = earlier(readUntil, chunks.lastEnd(buffer));
            } else if (!readInPlace(current)) {
                all = false;
                readUntil = earlier(readUntil, chunks.lastEnd(buffer));
            } else if (ended && current.published() == current.read()) {
                buffers.remove();
                forget(buffer);
                sink.recycle(current);
            }
        }
        chunks.settle(readUntil);
        return all;
    }

    /** Reads what is new in a chunk that is being filled; false if its owner keeps it for itself. */
    private boolean readInPlace(GnomonChunk chunk) {
        if (chunk.published() <= chunk.read()) {
            return true;
        }
        if (!chunk.tryClaim()) {
            return false;
        }
        try {
            chunks.read(chunk);
        } finally {
            chunk.release();
        }
        return true;
    }

    private static long earlier(long left, long right) {
        return left - right < 0 ? left : right;
    }

    /** Reads how many calls the threads counted without timing them. */
    public void readCounters() {
        counters.begin(System.nanoTime());
        sink.buffers().forEach(counters::read);
    }

    private void forget(GnomonBuffer buffer) {
        counters.read(buffer);
        counters.forget(buffer);
        chunks.forget(buffer);
        producedByEnded += buffer.produced();
        buffer.ended();
        threadNames.ended(buffer);
    }

    /** Gives out the slow and failed calls that wait for nothing but the end of their callers. */
    public void flushWindows() {
        chunks.flushWindows();
    }

    /** Lets all calls go that wait: their callers' ends will not be seen. */
    public void releaseWindows() {
        chunks.releaseWindows();
    }

    /** Names of the platform threads that calls were read of, by id. */
    public Map<Long, String> threadNames() {
        return threadNames.byId();
    }

    /** Whether so much is kept for threads that have ended that it is time for a flush. */
    public boolean isFull() {
        return threadNames.manyEnded();
    }

    /** What waited when the flush began is written, or lost. */
    public void flushed() {
        threadNames.flushed();
    }

    /** Calls read so far. */
    public long calls() {
        return chunks.calls() + counters.calls();
    }

    /** Calls that had to leave their windows before their roots ended, for want of memory. */
    public long letGoEarly() {
        return chunks.letGoEarly();
    }

    /** Calls that the threads say they made; exact when they make none. */
    public long produced() {
        long produced = producedByEnded + sink.missed();
        for (GnomonBuffer buffer : sink.buffers()) {
            produced += buffer.produced();
        }
        return produced;
    }
}

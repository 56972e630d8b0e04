package java.lang;

import jdk.internal.misc.Unsafe;
import jdk.internal.vm.annotation.DontInline;
import jdk.internal.vm.annotation.ForceInline;

/**
 * Where one platform thread, or one carrier of virtual threads, puts its samples: the chunk it fills now, and the way to
 * the next one.
 *
 * <p>One writer, one reader: the owning thread fills the chunk, the agent's writer thread empties it. Full chunks go
 * through the sink's queue; the partly filled one is read in place, up to what its owner has published.
 */
public final class GnomonBuffer {

    /** Of threads whose samples nobody can record: they are counted, and that is all. */
    static final GnomonBuffer NOWHERE = new GnomonBuffer();

    private static final Unsafe UNSAFE = Unsafe.getUnsafe();
    private static final GnomonCounter[] NONE = new GnomonCounter[0];

    private static final long CHUNK = UNSAFE.objectFieldOffset(GnomonBuffer.class, "chunk");

    /** Which has this buffer's chunks: the one that there was when it was opened. */
    private final GnomonSink sink;

    private final Thread owner;
    private final long ownerId;

    /** {@link GnomonChunk#NONE} until the first sample: then the sink learns of this buffer. */
    private GnomonChunk chunk = GnomonChunk.NONE;

    private long sequence;

    /** Calls that left this buffer: handed over, or dropped. The producer's side of the ledger. */
    private long retired;

    /** Virtual threads write here: each run of samples begins with a marker. */
    private boolean shared;

    /** Whose samples come next: the owner's, or those of the virtual thread mounted on it. 0 before the first. */
    long threadId;

    /** Calls of throttled operations, by slot; null where none was made here. Replaced where it is too short. */
    private volatile GnomonCounter[] counters = NONE;

    /** For the choice of the calls that are timed; never 0. */
    private int random = System.identityHashCode(this) | 1;

    /** The reader's own note: which of this buffer's chunks it reads next. */
    private long nextToRead;

    /** For the samples of {@code owner}, or of the virtual threads on it. Nobody else knows of it yet. */
    GnomonBuffer(Thread owner) {
        this.sink = GnomonRecorder.sink();
        this.owner = owner;
        this.ownerId = GnomonThreads.id(owner);
    }

    private GnomonBuffer() {
        sink = null;
        owner = null;
        ownerId = 0;
    }

    /** The thread that fills this buffer: a platform thread, or a carrier. */
    public Thread owner() {
        return owner;
    }

    /** The owner's number in the JVM. */
    public long ownerId() {
        return ownerId;
    }

    /** For the sink, when it takes this buffer into account: gives it its first chunk. */
    public void begin(GnomonChunk first) {
        publish(first);
    }

    /**
     * The producer's own count of the calls recorded here; exact while the owner makes none. Independent of what the
     * reader has seen, so that the ledger can tell whether it missed any.
     */
    public long produced() {
        GnomonChunk now = current();
        long counted = 0;
        for (GnomonCounter counter : counters) {
            if (counter != null) {
                counted += counter.count;
            }
        }
        return retired + now.calls() + counted;
    }

    /** For the reader: the counters of throttled operations, by their slot (see {@link GnomonThrottle}); may hold nulls. */
    public GnomonCounter[] counters() {
        return counters;
    }

    /** For the reader, when it has read all that the owner left: lets go what is held of it. */
    public void ended() {
        GnomonThreads.strike(owner);
    }

    /** For the reader: the chunk being filled now. */
    public GnomonChunk current() {
        return (GnomonChunk) UNSAFE.getReferenceAcquire(this, CHUNK);
    }

    /** For the reader: the sequence number of the chunk it reads next. */
    public long nextToRead() {
        return nextToRead;
    }

    /** For the reader: the chunk with the sequence number {@link #nextToRead()} is done with. */
    public void finishedReading() {
        nextToRead++;
    }

    @ForceInline
    boolean addAgain(long start, long duration, long meta) {
        return chunk.addAgain(start, duration, meta);
    }

    void add(GnomonThread thread, long start, long duration, long self, long meta) {
        GnomonChunk target = chunk;
        if (target.isFull()) {
            target = makeRoom(thread, meta);
            if (target == null) {
                return;
            }
        }
        target.add(start, duration, self, meta);
    }

    /**
     * Counts a call of a throttled operation.
     *
     * @param thread the current thread
     * @return false if it is this call's turn to be timed: then it is not counted
     */
    @ForceInline
    boolean countsOnly(GnomonThread thread, int throttle) {
        GnomonCounter[] known = counters;
        int slot = GnomonThrottle.slot(throttle);
        GnomonCounter counter = slot < known.length ? known[slot] : null;
        if (counter != null) {
            long count = counter.count + 1;
            if (count != counter.next) {
                counter.count = count;
                return true;
            }
        }
        return takesTurn(thread, throttle);
    }

    /** The cold path of {@link #countsOnly}: it may be a call's turn to be timed, or a first one needs its counter. */
    @DontInline
    private boolean takesTurn(GnomonThread thread, int throttle) {
        GnomonCounter counter = counter(thread, throttle);
        return counter != null && counter.countsOnly(GnomonThrottle.period(throttle), this);
    }

    /** The operation's counter, made now if need be; null if it cannot be. */
    private GnomonCounter counter(GnomonThread thread, int throttle) {
        // What is counted where the reader does not look would be lost.
        if (chunk == GnomonChunk.NONE && makeRoom(thread, 0) == null) {
            return null;
        }
        int slot = GnomonThrottle.slot(throttle);
        GnomonCounter[] known = counters;
        if (slot < known.length && known[slot] != null) {
            return known[slot];
        }
        try {
            GnomonCounter counter = new GnomonCounter();
            if (slot >= known.length) {
                int twice = known.length * 2;
                GnomonCounter[] longer = new GnomonCounter[slot < twice ? twice : slot + 1];
                System.arraycopy(known, 0, longer, 0, known.length);
                known = longer;
            }
            known[slot] = counter;
            counters = known;
            return counter;
        } catch (OutOfMemoryError notForUs) {
            GnomonRecorder.countFailure();
            return null;
        }
    }

    /** Takes a call of a throttled operation back that was counted when it began: it gets a sample. */
    void uncount(GnomonThread thread, int throttle) {
        // A virtual thread may have come to a carrier that has not counted such calls.
        GnomonCounter counter = counter(thread, throttle);
        if (counter != null) {
            counter.uncount();
        }
    }

    /** Notes that a call of a throttled operation was running when the coarse clock ticked; see {@link GnomonCounter#ticked}. */
    void ticked(GnomonThread thread, int throttle, long nanos, long sinceTick) {
        GnomonCounter counter = counter(thread, throttle);
        if (counter != null) {
            counter.ticked(nanos, sinceTick, GnomonThrottle.exponent(throttle));
        }
    }

    /** Any number from 0 to {@code bound} - 1. For the owner. */
    int below(int bound) {
        // Marsaglia's xorshift: the choice needs to be even, not secret.
        int next = random;
        next ^= next << 13;
        next ^= next >>> 17;
        next ^= next << 5;
        random = next;
        return (int) (((next & 0xFFFFFFFFL) * bound) >>> 32);
    }

    /** Announces the virtual thread whose samples follow. */
    void switchTo(GnomonThread virtualThread) {
        shared = true;
        threadId = virtualThread.id;
        GnomonChunk target = chunk.isFull() ? makeRoom(virtualThread, 0) : chunk;
        // Without room the chunk stays full, and whoever makes room later announces the thread then.
        if (target != null) {
            target.addMarker(threadId);
        }
    }

    /**
     * Hands the full chunk over; where no empty one is available, drops what it holds instead. Where there is none yet,
     * tells the sink of this buffer. That waits until a sample, or a counter, wants room, and is tried again with the next
     * if it fails: so a thread can begin near the end of its stack and is recorded from where there is room.
     *
     * @param thread the current thread, whose gate is closed meanwhile: what the sink calls may be woven, and would want
     *     room here in turn
     * @param meta the sample that wants room, to be counted if there is none; 0 for a marker
     */
    @DontInline
    private GnomonChunk makeRoom(GnomonThread thread, long meta) {
        int running = thread.pause();
        try {
            GnomonChunk next = null;
            boolean stack = GnomonStack.hasRoomForQueue();
            if (this != NOWHERE && stack) {
                next = chunk == GnomonChunk.NONE ? open(thread) : exchange();
            }
            if (next == null && meta != 0) {
                drop((int) (meta & GnomonRecorder.OPERATION_MASK), (meta & GnomonRecorder.ERROR) != 0, stack);
            }
            return next;
        } catch (StackOverflowError uncounted) {
            // The call is still running then, and is counted when its caller ends.
            throw uncounted;
        } catch (Throwable failure) {
            GnomonRecorder.failed(failure);
            return null;
        } finally {
            // A store, not a call: where the stack has overflowed, a call would fail here and leave the gate closed.
            thread.depth = running;
        }
    }

    private void drop(int operation, boolean error, boolean stack) {
        if (chunk == GnomonChunk.NONE) {
            (this == NOWHERE ? GnomonRecorder.sink() : sink).missed(operation, error);
        } else {
            if (stack) {
                sink.dropped(operation, error);
            } else {
                sink.droppedOnThread(operation, error);
            }
            retired++;
        }
    }

    /** Tells the sink of this buffer, which is complete before and after; null if the sink keeps nothing. */
    private GnomonChunk open(GnomonThread thread) {
        boolean done = false;
        try {
            sink.open(this);
            done = true;
        } finally {
            if (!done) {
                chunk = GnomonChunk.NONE;
                sequence = 0;
            }
        }
        if (chunk == GnomonChunk.NONE) {
            return null;
        }
        if (!thread.isVirtual() && sink == GnomonRecorder.sink()) {
            GnomonThreads.enlist(thread);
        }
        return chunk;
    }

    private GnomonChunk exchange() {
        GnomonChunk full = chunk;
        int calls = full.calls();
        GnomonChunk empty = sink.exchange(full);
        if (empty != null) {
            retired += calls;
            publish(empty);
            return empty;
        }
        int discarded = full.discard(sink);
        if (discarded <= 0) {
            return null;
        }
        retired += discarded;
        announceAgain(full);
        return full;
    }

    private void publish(GnomonChunk empty) {
        empty.reset(this, sequence++);
        announceAgain(empty);
        UNSAFE.putReferenceRelease(this, CHUNK, empty);
    }

    private void announceAgain(GnomonChunk target) {
        if (shared && threadId != 0) {
            target.addMarker(threadId);
        }
    }
}

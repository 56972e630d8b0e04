package java.lang;

import jdk.internal.misc.Unsafe;
import jdk.internal.vm.annotation.ForceInline;

/**
 * A batch of samples on its way from one thread to the agent's writer: {@value #CAPACITY} samples of four longs.
 *
 * <table>
 * <caption>A sample</caption>
 * <tr><td>0</td><td>start, by {@link System#nanoTime()}; in a marker: the thread id</td></tr>
 * <tr><td>1</td><td>duration in nanoseconds</td></tr>
 * <tr><td>2</td><td>self time in nanoseconds</td></tr>
 * <tr><td>3</td><td>bits 0-23 operation, 24-47 the caller's operation (0: none), 48-59 depth,
 *     60 slow, 61 error; in a marker: 0</td></tr>
 * </table>
 *
 * <p>A marker says which virtual thread the samples after it come from.
 *
 * <p>The owner publishes each sample with a release store of the length; the reader acquires it. The only thing that both
 * may want to change, the part not yet read, is guarded by a claim that neither waits for.
 */
public final class GnomonChunk {

    /** Samples in a chunk. */
    public static final int CAPACITY = 256;

    /** Longs in a sample. */
    public static final int STRIDE = 4;

    private static final int LENGTH_WHEN_FULL = CAPACITY * STRIDE;

    private static final Unsafe UNSAFE = Unsafe.getUnsafe();
    private static final long LENGTH = UNSAFE.objectFieldOffset(GnomonChunk.class, "length");
    private static final long CLAIM = UNSAFE.objectFieldOffset(GnomonChunk.class, "claim");

    private static final int FREE = 0;
    private static final int CLAIMED = 1;

    private final long[] longs = new long[LENGTH_WHEN_FULL];

    /** How many of the samples in here are markers. The owner's. */
    private int markers;

    /** Longs published. Written by the owner; plain for it, acquired by the reader. */
    private int length;

    /** Longs read. Belongs to whoever holds the claim. */
    private int read;

    /** Reached by its offset alone. */
    @SuppressWarnings("unused")
    private int claim;

    private GnomonBuffer buffer;
    private long sequence;

    /** Samples were dropped from this chunk: what follows does not continue what came before. */
    private boolean gap;

    /** An empty chunk; it belongs to nobody until it is handed to a buffer. */
    public GnomonChunk() {}

    boolean isFull() {
        return length >= LENGTH_WHEN_FULL;
    }

    @ForceInline
    void add(long start, long duration, long self, long meta) {
        int at = length;
        long[] target = longs;
        target[at] = start;
        target[at + 1] = duration;
        target[at + 2] = self;
        target[at + 3] = meta;
        UNSAFE.putIntRelease(this, LENGTH, at + STRIDE);
    }

    /** Announces that the samples after this come from the virtual thread {@code threadId}. */
    void addMarker(long threadId) {
        markers++;
        add(threadId, 0, 0, 0);
    }

    /** For the owner, and the reader at rest: the calls in here, markers not counted. */
    int calls() {
        return published() / STRIDE - markers;
    }

    /** Makes this the empty chunk number {@code number} of {@code owner}. */
    void reset(GnomonBuffer owner, long number) {
        buffer = owner;
        sequence = number;
        length = 0;
        read = 0;
        markers = 0;
        gap = false;
    }

    /**
     * Drops the samples that the reader has not read, but for the slow and the failed ones.
     *
     * @return how many calls left the chunk, read or dropped; -1 if the reader is at work here
     */
    int discard(GnomonSink sink) {
        if (!tryClaim()) {
            return -1;
        }
        int before = calls();
        try {
            int end = length;
            int kept = 0;
            int keptMarkers = 0;
            long marker = -1;
            for (int at = read; at < end; at += STRIDE) {
                long meta = longs[at + 3];
                if (meta == 0) {
                    marker = longs[at];
                } else if ((meta & GnomonRecorder.FLAGGED) == 0) {
                    sink.dropped((int) (meta & 0xFFFFFF), false);
                } else {
                    // There is room for the marker: it stood before this sample too.
                    if (marker >= 0) {
                        kept = put(kept, marker, 0, 0, 0);
                        marker = -1;
                        keptMarkers++;
                    }
                    kept = put(kept, longs[at], longs[at + 1], longs[at + 2], meta);
                }
            }
            read = 0;
            gap = true;
            markers = keptMarkers;
            UNSAFE.putIntRelease(this, LENGTH, kept);
            return before - calls();
        } finally {
            release();
        }
    }

    private int put(int at, long start, long duration, long self, long meta) {
        longs[at] = start;
        longs[at + 1] = duration;
        longs[at + 2] = self;
        longs[at + 3] = meta;
        return at + STRIDE;
    }

    /** For the reader: keeps the owner from dropping the samples while they are read. Never waits. */
    public boolean tryClaim() {
        return UNSAFE.compareAndSetInt(this, CLAIM, FREE, CLAIMED);
    }

    /** Ends a claim. */
    public void release() {
        UNSAFE.putIntRelease(this, CLAIM, FREE);
    }

    /** For the reader: longs published by now. */
    public int published() {
        return UNSAFE.getIntAcquire(this, LENGTH);
    }

    /** For the reader: longs read before. */
    public int read() {
        return read;
    }

    /** For the reader: notes that the longs before {@code end} are read. */
    public void read(int end) {
        read = end;
    }

    /** For the reader: whether samples were dropped here since it last asked. */
    public boolean takeGap() {
        boolean found = gap;
        gap = false;
        return found;
    }

    /** The samples; only those below {@link #published()} are to be read. */
    public long[] longs() {
        return longs;
    }

    /** Whose chunk this is. */
    public GnomonBuffer buffer() {
        return buffer;
    }

    /** Which of its buffer's chunks this is, from 0. */
    public long sequence() {
        return sequence;
    }
}

package java.lang;

import jdk.internal.misc.Unsafe;
import jdk.internal.vm.annotation.ForceInline;

/**
 * A batch of samples on its way from one thread to the agent's writer, in {@value #CAPACITY} longs.
 *
 * <p>A sample is a start, a duration, a self time and a fourth long, the meta:
 *
 * <table>
 * <caption>The meta</caption>
 * <tr><td>bits 0-23</td><td>operation</td></tr>
 * <tr><td>24-47</td><td>the caller's operation; 0: none</td></tr>
 * <tr><td>48-59</td><td>depth</td></tr>
 * <tr><td>60 to 63</td><td>slow, error, coarse, drawn; see {@link GnomonRecorder}</td></tr>
 * </table>
 *
 * <p>A meta of 0 makes a marker: the samples after it come from the virtual thread whose id stands for the start.
 *
 * <p>Every byte that is written here by one core and read by another costs both of them, so a sample takes as few longs as
 * it can. The top two bits of its first long say how many:
 *
 * <table>
 * <caption>Forms of a sample</caption>
 * <tr><td>{@link #AGAIN}</td><td>bits 26-61 start, 0-25 duration</td></tr>
 * <tr><td>{@link #LEAF}</td><td>the same; the meta</td></tr>
 * <tr><td>{@link #NODE}</td><td>the same; the meta; the self time</td></tr>
 * <tr><td>{@link #WIDE}</td><td>nothing else; start; duration; self time; the meta</td></tr>
 * </table>
 *
 * <p>Where it is not in the sample, the meta is that of the sample before, and the self time is the duration. A start of 36
 * bits counts from the chunk's {@link #base}. {@link GnomonSamples} reads all this.
 *
 * <p>The owner publishes each sample with a release store of the length; the reader acquires it. The only thing that both
 * may want to change, the part not yet read, is guarded by a claim that neither waits for.
 */
public final class GnomonChunk {

    /** Longs in a chunk; so it holds at most as many samples. */
    public static final int CAPACITY = 1_024;

    /** Bits of a duration, in nanoseconds, in a sample's first long: up to 67 ms. */
    public static final int DURATION_BITS = 26;

    /** Bits of a start in a sample's first long: up to 68 s after the base. */
    static final int START_BITS = 36;

    static final int FORM_SHIFT = DURATION_BITS + START_BITS;

    static final int AGAIN = 0;
    static final int LEAF = 1;
    static final int NODE = 2;
    static final int WIDE = 3;

    private static final int LONGEST_SAMPLE = 5;

    /** A sample of any form fits here, and none behind it. */
    private static final int LAST_PLACE = CAPACITY - LONGEST_SAMPLE;

    private static final Unsafe UNSAFE = Unsafe.getUnsafe();
    private static final long LENGTH = UNSAFE.objectFieldOffset(GnomonChunk.class, "length");
    private static final long ARRAY_BASE = arrayBase(long[].class);
    private static final long CLAIM = UNSAFE.objectFieldOffset(GnomonChunk.class, "claim");

    private static final int FREE = 0;
    private static final int CLAIMED = 1;

    /** For a buffer that has no chunk yet: full from the start, so that its first sample takes the way to a real one. */
    static final GnomonChunk NONE = none();

    private final long[] longs;

    /** Longs published. Written by the owner; plain for it, acquired by the reader. */
    private int length;

    /** Of these, how many are more than one for each call. The owner's. */
    private int further;

    /** The meta of the newest sample; 0 where none is to be referred to. The owner's. */
    private long lastMeta;

    /** What starts count from: the start of the first call in here. Set before that is published. */
    private long base;

    /** Longs read, and the meta of the sample before. Both belong to whoever holds the claim. */
    private int read;

    private long readMeta;

    /** Reached by its offset alone. */
    @SuppressWarnings("unused")
    private int claim;

    private GnomonBuffer buffer;
    private long sequence;

    /** Samples were dropped from this chunk: what follows does not continue what came before. */
    private boolean gap;

    /** An empty chunk; it belongs to nobody until it is handed to a buffer. */
    public GnomonChunk() {
        this(CAPACITY);
    }

    private GnomonChunk(int capacity) {
        longs = new long[capacity];
    }

    private static GnomonChunk none() {
        GnomonChunk none = new GnomonChunk(0);
        none.length = CAPACITY;
        none.further = CAPACITY;
        none.read = CAPACITY;
        none.sequence = -1;
        return none;
    }

    /** An int in some versions of the JDK, a long in others. */
    static long arrayBase(Class<?> array) {
        try {
            return ((Number) Unsafe.class
                            .getMethod("arrayBaseOffset", Class.class)
                            .invoke(UNSAFE, array))
                    .longValue();
        } catch (ReflectiveOperationException otherInternals) {
            throw new ExceptionInInitializerError(otherInternals);
        }
    }

    boolean isFull() {
        return length > LAST_PLACE;
    }

    /**
     * Adds a leaf call, provided that it is of the same meta as the last one.
     *
     * @param duration from 0, and less than 2 to the power of {@link #DURATION_BITS}
     * @return false if it was not added
     */
    @ForceInline
    boolean addAgain(long start, long duration, long meta) {
        long sinceBase = start - base;
        int at = length;
        if (meta != lastMeta || at > LAST_PLACE || sinceBase >>> START_BITS != 0) {
            return false;
        }
        // Not by index, which would be compared a second time.
        UNSAFE.putLong(longs, ARRAY_BASE + ((long) at << 3), sinceBase << DURATION_BITS | duration);
        UNSAFE.putIntRelease(this, LENGTH, at + 1);
        return true;
    }

    /** Adds any call; not to a full chunk. */
    void add(long start, long duration, long self, long meta) {
        if (base == 0) {
            base = start;
        }
        long sinceBase = start - base;
        int at = length;
        if ((sinceBase >>> START_BITS | duration >>> DURATION_BITS) != 0) {
            addWide(start, duration, self, meta);
        } else if (self != duration) {
            longs[at] = (long) NODE << FORM_SHIFT | sinceBase << DURATION_BITS | duration;
            longs[at + 1] = meta;
            longs[at + 2] = self;
            added(at + 3, 2, meta);
        } else if (meta != lastMeta) {
            longs[at] = (long) LEAF << FORM_SHIFT | sinceBase << DURATION_BITS | duration;
            longs[at + 1] = meta;
            added(at + 2, 1, meta);
        } else {
            longs[at] = sinceBase << DURATION_BITS | duration;
            added(at + 1, 0, meta);
        }
    }

    private void addWide(long start, long duration, long self, long meta) {
        int at = length;
        longs[at] = (long) WIDE << FORM_SHIFT;
        longs[at + 1] = start;
        longs[at + 2] = duration;
        longs[at + 3] = self;
        longs[at + 4] = meta;
        added(at + LONGEST_SAMPLE, meta == 0 ? LONGEST_SAMPLE : LONGEST_SAMPLE - 1, meta);
    }

    private void added(int end, int moreThanOneEach, long meta) {
        UNSAFE.putIntRelease(this, LENGTH, end);
        // No call from here on: a StackOverflowError leaves a sample added or not, and nothing between.
        further += moreThanOneEach;
        lastMeta = meta;
    }

    /** Announces that the samples after this come from the virtual thread {@code threadId}. */
    void addMarker(long threadId) {
        addWide(threadId, 0, 0, 0);
    }

    /** For the owner, and the reader at rest: the calls in here, markers not counted. */
    int calls() {
        return published() - further;
    }

    /** Makes this the empty chunk number {@code number} of {@code owner}. */
    void reset(GnomonBuffer owner, long number) {
        buffer = owner;
        sequence = number;
        clear();
        base = 0;
        read = 0;
        readMeta = 0;
        gap = false;
    }

    private void clear() {
        further = 0;
        lastMeta = 0;
        UNSAFE.putIntRelease(this, LENGTH, 0);
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
        try {
            int before = calls();
            GnomonSamples samples = new GnomonSamples(this);
            // What is kept goes to the front of the same longs, and takes no more of them than it took. For a sample
            // that has no meta of its own follows one that is kept too, or one that was read.
            clear();
            long thread = -1;
            while (samples.next()) {
                long meta = samples.meta;
                if (meta == 0) {
                    thread = samples.start;
                } else if ((meta & GnomonRecorder.FLAGGED) == 0) {
                    sink.dropped((int) (meta & GnomonRecorder.OPERATION_MASK), false);
                } else {
                    if (thread >= 0) {
                        addMarker(thread);
                        thread = -1;
                    }
                    add(samples.start, samples.duration, samples.self, meta);
                }
            }
            read = 0;
            readMeta = 0;
            gap = true;
            return before - calls();
        } finally {
            release();
        }
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

    long readMeta() {
        return readMeta;
    }

    /** Notes that the longs before {@code end} are read, the last sample of which had this meta. */
    void read(int end, long meta) {
        read = end;
        readMeta = meta;
    }

    /** For the reader: whether samples were dropped here since it last asked. */
    public boolean takeGap() {
        boolean found = gap;
        gap = false;
        return found;
    }

    long[] longs() {
        return longs;
    }

    long base() {
        return base;
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

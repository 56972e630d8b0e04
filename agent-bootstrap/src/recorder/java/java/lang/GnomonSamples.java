package java.lang;

/**
 * Walks over the samples of a chunk that are published by now and were not read before, in the order of their ends. For
 * whoever holds the chunk's claim, or has the chunk for itself.
 *
 * <p>The reader takes them by parts. A hot method that is called in a loop fills a chunk with leaf calls that differ in
 * start and duration alone: those make a run, which stays packed and is read in place. What lies between runs is unpacked.
 */
public final class GnomonSamples {

    /** Longs in an unpacked sample: start, duration, self time, and the meta that {@link GnomonChunk} explains. */
    public static final int STRIDE = 4;

    /** As many samples as make it worth while to treat them together. */
    private static final int SHORTEST_RUN = 8;

    /** In a meta: above this are depth and flags. */
    private static final int DEPTH_SHIFT = 48;

    private static final long DURATION_MASK = (1L << GnomonChunk.DURATION_BITS) - 1;
    private static final long START_MASK = (1L << GnomonChunk.START_BITS) - 1;

    private final GnomonChunk chunk;
    private final long[] longs;
    private final int end;
    private final long base;
    private int at;
    private int runCalls;

    long start;
    long duration;
    long self;
    long meta;

    /** Those of {@code chunk}; for one walk. */
    public GnomonSamples(GnomonChunk chunk) {
        this.chunk = chunk;
        this.longs = chunk.longs();
        this.end = chunk.published();
        // Published with the length, so it is read after that.
        this.base = chunk.base();
        this.at = chunk.read();
        this.meta = chunk.readMeta();
    }

    /**
     * Whether the next samples are a run: calls of one operation that have no flag, call nothing and have no caller. They
     * are not passed yet.
     */
    public boolean atRun() {
        if (runCalls == 0 && at < end) {
            beginRun(againEnd());
        }
        return runCalls > 0;
    }

    /** Makes those that are like the last one, up to {@code to}, the run, if they are one; whether they are. */
    private boolean beginRun(int to) {
        boolean isRun = to - at >= SHORTEST_RUN && isPlainRoot(meta);
        runCalls = isRun ? to - at : 0;
        return isRun;
    }

    /** Passes the run, and notes in the chunk that it is read. */
    public void passRun() {
        at += runCalls;
        runCalls = 0;
        chunk.read(at, meta);
    }

    /** How many calls the run has. */
    public int runCalls() {
        return runCalls;
    }

    /** The meta of each call in the run. */
    public long runMeta() {
        return meta;
    }

    /** When the run's call of that number, from 0, began. */
    public long runStart(int call) {
        return base + (longs[at + call] >>> GnomonChunk.DURATION_BITS & START_MASK);
    }

    /** How long the run's call of that number, from 0, took, and how long itself. */
    public long runDuration(int call) {
        return longs[at + call] & DURATION_MASK;
    }

    /** When the run's call of that number, from 0, ended. */
    public long runEnd(int call) {
        return runStart(call) + runDuration(call);
    }

    /**
     * Unpacks samples, and notes in the chunk that they are read.
     *
     * @param into takes {@value #STRIDE} longs for each sample; has room for {@link GnomonChunk#CAPACITY} samples
     * @param all whether to unpack runs, too, or to stop before the next
     * @return how many longs that were; 0 if there are no samples any more
     */
    public int unpack(long[] into, boolean all) {
        int out = 0;
        runCalls = 0;
        while (at < end) {
            if (form(longs[at]) == GnomonChunk.AGAIN) {
                int to = againEnd();
                if (!all && beginRun(to)) {
                    break;
                }
                out = unpackAgain(to, into, out);
            } else {
                next();
                out = put(into, out);
            }
        }
        chunk.read(at, meta);
        return out;
    }

    private int unpackAgain(int to, long[] into, int from) {
        int out = from;
        while (at < to) {
            next();
            out = put(into, out);
        }
        return out;
    }

    private int put(long[] into, int out) {
        into[out] = start;
        into[out + 1] = duration;
        into[out + 2] = self;
        into[out + 3] = meta;
        return out + STRIDE;
    }

    /** Where those samples end that have the meta of the last one. */
    private int againEnd() {
        int to = at;
        while (to < end && form(longs[to]) == GnomonChunk.AGAIN) {
            to++;
        }
        return to;
    }

    private static int form(long first) {
        return (int) (first >>> GnomonChunk.FORM_SHIFT);
    }

    private static boolean isPlainRoot(long meta) {
        return meta != 0 && meta >>> DEPTH_SHIFT == 0;
    }

    /** Goes to the next sample; false if there is none. */
    boolean next() {
        if (at >= end) {
            return false;
        }
        long first = longs[at++];
        int form = form(first);
        start = base + ((first >>> GnomonChunk.DURATION_BITS) & START_MASK);
        duration = first & DURATION_MASK;
        self = duration;
        if (form != GnomonChunk.AGAIN) {
            readOn(form);
        }
        return true;
    }

    private void readOn(int form) {
        if (form == GnomonChunk.WIDE) {
            start = longs[at];
            duration = longs[at + 1];
            self = longs[at + 2];
            meta = longs[at + 3];
            at += 4;
        } else {
            meta = longs[at++];
            if (form == GnomonChunk.NODE) {
                self = longs[at++];
            }
        }
    }
}

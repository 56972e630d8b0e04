package java.lang;

/**
 * Reads the samples of a chunk, in the order of their ends. Used again and again by one thread, which holds the chunk's
 * claim, or has the chunk for itself.
 */
public final class GnomonSamples {

    private static final long DURATION_MASK = (1L << GnomonChunk.DURATION_BITS) - 1;
    private static final long START_MASK = (1L << GnomonChunk.START_BITS) - 1;

    private GnomonChunk chunk;
    private long[] longs;
    private long base;
    private int at;
    private int end;

    private long start;
    private long duration;
    private long self;
    private long meta;

    /** Stands before the first sample of the first chunk. */
    public GnomonSamples() {}

    /** Goes to the samples of {@code next} that are published by now and were not read before. */
    public void begin(GnomonChunk next) {
        chunk = next;
        longs = next.longs();
        at = next.read();
        end = next.published();
        meta = next.readMeta();
        // Behind the length, with which it was published.
        base = next.base();
    }

    /** Goes to the next sample; false if there is none. */
    public boolean next() {
        if (at >= end) {
            return false;
        }
        long first = longs[at];
        start = base + (first >>> GnomonChunk.DURATION_BITS & START_MASK);
        duration = first & DURATION_MASK;
        self = duration;
        int form = (int) (first >>> GnomonChunk.FORM_SHIFT);
        if (form == GnomonChunk.AGAIN) {
            at++;
        } else {
            readOn(form);
        }
        return true;
    }

    private void readOn(int form) {
        if (form == GnomonChunk.WIDE) {
            start = longs[at + 1];
            duration = longs[at + 2];
            self = longs[at + 3];
            meta = longs[at + 4];
            at += 5;
        } else {
            meta = longs[at + 1];
            if (form == GnomonChunk.NODE) {
                self = longs[at + 2];
                at += 3;
            } else {
                at += 2;
            }
        }
    }

    /**
     * Goes on as long as samples are of the same meta as the one just read, and leaf calls.
     *
     * @param durations takes their durations, in nanoseconds
     * @return how many they were: at most as many as {@code durations} has places
     */
    public int again(int[] durations) {
        int limit = Math.min(end, at + durations.length);
        int from = at;
        int next = from;
        while (next < limit) {
            long first = longs[next];
            if (first >>> GnomonChunk.FORM_SHIFT != GnomonChunk.AGAIN) {
                break;
            }
            durations[next - from] = (int) (first & DURATION_MASK);
            next++;
        }
        at = next;
        return next - from;
    }

    /** Notes in the chunk that the samples up to here are read. */
    public void finish() {
        chunk.read(at, meta);
    }

    /** When the call began, by {@link System#nanoTime()}; in a marker: the virtual thread's id. */
    public long start() {
        return start;
    }

    /** The call's duration in nanoseconds. */
    public long duration() {
        return duration;
    }

    /** The duration less that of the monitored calls inside, in nanoseconds; may be negative where that was estimated. */
    public long self() {
        return self;
    }

    /** The meta, as {@link GnomonChunk} explains it; 0 in a marker. */
    public long meta() {
        return meta;
    }
}

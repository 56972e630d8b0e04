package java.lang;

/**
 * Walks over the samples of a chunk that are published by now and were not read before, in the order of their ends. For
 * whoever holds the chunk's claim, or has the chunk for itself.
 */
public final class GnomonSamples {

    /** Longs in an unpacked sample: start, duration, self time, and the meta that {@link GnomonChunk} explains. */
    public static final int STRIDE = 4;

    private static final long DURATION_MASK = (1L << GnomonChunk.DURATION_BITS) - 1;
    private static final long START_MASK = (1L << GnomonChunk.START_BITS) - 1;

    private final long[] longs;
    private final int end;
    private final long base;
    private int at;

    long start;
    long duration;
    long self;
    long meta;

    GnomonSamples(GnomonChunk chunk) {
        this.longs = chunk.longs();
        this.end = chunk.published();
        // Published with the length, so it is read after that.
        this.base = chunk.base();
        this.at = chunk.read();
        this.meta = chunk.readMeta();
    }

    /**
     * Unpacks all of them, and notes in the chunk that they are read.
     *
     * @param into takes {@value #STRIDE} longs for each sample; has room for {@link GnomonChunk#CAPACITY} samples
     * @return how many longs that were
     */
    public static int unpack(GnomonChunk chunk, long[] into) {
        GnomonSamples samples = new GnomonSamples(chunk);
        int out = 0;
        while (samples.next()) {
            into[out] = samples.start;
            into[out + 1] = samples.duration;
            into[out + 2] = samples.self;
            into[out + 3] = samples.meta;
            out += STRIDE;
        }
        chunk.read(samples.at, samples.meta);
        return out;
    }

    /** Goes to the next sample; false if there is none. */
    boolean next() {
        if (at >= end) {
            return false;
        }
        long first = longs[at++];
        int form = (int) (first >>> GnomonChunk.FORM_SHIFT);
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

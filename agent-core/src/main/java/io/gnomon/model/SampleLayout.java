package io.gnomon.model;

/** Reads a recorded sample: four longs, as {@link GnomonSamples} unpacks them from a chunk. */
public final class SampleLayout {

    /** Longs in a sample. */
    public static final int STRIDE = GnomonSamples.STRIDE;

    /** Where a sample has its duration, in nanoseconds. The start is its first long. */
    public static final int DURATION = 1;

    /** Where a sample has its self time, in nanoseconds. */
    public static final int SELF = 2;

    /** Where a sample has the long that the methods here read. */
    public static final int META = 3;

    private static final int ID_MASK = GnomonRecorder.MAX_OPERATIONS - 1;
    private static final long DEPTH_BITS = (long) GnomonRecorder.MAX_DEPTH << 48;
    private static final int FLAGS_SHIFT = 60;

    private SampleLayout() {}

    /** What the methods here read; the depth is 0. */
    static long meta(int operation, int parent, int flags) {
        return operation | (long) parent << 24 | (long) flags << FLAGS_SHIFT;
    }

    /** The operation's id. */
    public static int operation(long meta) {
        return (int) meta & ID_MASK;
    }

    /** The calling operation's id; 0: none. */
    public static int parent(long meta) {
        return (int) (meta >>> 24) & ID_MASK;
    }

    /** All but the depth: equal for calls of one operation by one operation with the same flags. */
    public static long withoutDepth(long meta) {
        return meta & ~DEPTH_BITS;
    }

    /** The depth, from 0 for a root. */
    public static int depth(long meta) {
        return (int) (meta >>> 48) & GnomonRecorder.MAX_DEPTH;
    }

    /** {@link SampleRows#SLOW}, {@link SampleRows#ERROR} and {@link SampleRows#COARSE}. */
    public static int flags(long meta) {
        return (int) (meta >>> FLAGS_SHIFT) & (SampleRows.SLOW | SampleRows.ERROR | SampleRows.COARSE);
    }

    /** Whether this is no sample, but says which virtual thread the next ones come from: its id is the first long. */
    public static boolean isMarker(long meta) {
        return meta == 0;
    }

    /** Whether this is a sample without any flag, of an operation that was not throttled. */
    public static boolean isPlain(long meta) {
        return meta >>> FLAGS_SHIFT == 0 && meta != 0;
    }

    /** Whether this is a sample of a call that was drawn to be timed, where others were only counted. */
    public static boolean isDrawn(long meta) {
        return (meta & GnomonRecorder.DRAWN) != 0;
    }
}

package io.gnomon.model;

/** Reads the fourth long of a recorded sample; see {@link GnomonChunk}. */
public final class SampleLayout {

    private static final int ID_MASK = GnomonRecorder.MAX_OPERATIONS - 1;

    private SampleLayout() {}

    /** The operation's id. */
    public static int operation(long meta) {
        return (int) meta & ID_MASK;
    }

    /** The calling operation's id; 0: none. */
    public static int parent(long meta) {
        return (int) (meta >>> 24) & ID_MASK;
    }

    /** The depth, from 0 for a root. */
    public static int depth(long meta) {
        return (int) (meta >>> 48) & GnomonRecorder.MAX_DEPTH;
    }

    /** {@link SampleRows#SLOW} and {@link SampleRows#ERROR}. */
    public static int flags(long meta) {
        return (int) (meta >>> 60) & 3;
    }
}

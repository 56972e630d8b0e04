package io.gnomon.record;

import io.gnomon.model.SampleRows;

/** Makes the fourth long of a sample. */
public final class Meta {

    public static final int SLOW = SampleRows.SLOW;
    public static final int ERROR = SampleRows.ERROR;
    public static final int COARSE = SampleRows.COARSE;

    private Meta() {}

    /** Of a call that was drawn to be timed. */
    public static long drawn(int operation, int parent, int depth) {
        return of(operation, parent, depth, 0) | GnomonRecorder.DRAWN;
    }

    public static long of(int operation, int parent, int depth, int flags) {
        return operation | (long) parent << 24 | (long) depth << 48 | (long) flags << 60;
    }
}

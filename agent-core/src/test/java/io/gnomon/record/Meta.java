package io.gnomon.record;

import io.gnomon.model.SampleRows;

/** Makes the fourth long of a sample. */
public final class Meta {

    public static final int SLOW = SampleRows.SLOW;
    public static final int ERROR = SampleRows.ERROR;
    public static final int COARSE = SampleRows.COARSE;

    private Meta() {}

    public static long of(int operation, int parent, int depth, int flags) {
        return operation | (long) parent << 24 | (long) depth << 48 | (long) flags << 60;
    }
}

package io.gnomon.pipeline;

import io.gnomon.model.SampleRows;

/** Makes the fourth long of a sample. */
final class Meta {

    static final int SLOW = SampleRows.SLOW;
    static final int ERROR = SampleRows.ERROR;
    static final int COARSE = SampleRows.COARSE;

    private Meta() {}

    static long of(int operation, int parent, int depth, int flags) {
        return operation | (long) parent << 24 | (long) depth << 48 | (long) flags << 60;
    }
}

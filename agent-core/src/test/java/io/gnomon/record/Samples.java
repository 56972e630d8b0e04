package io.gnomon.record;

import io.gnomon.model.SampleLayout;
import io.gnomon.record.rows.CallWindow;

/** Makes samples as a chunk holds them. */
public final class Samples {

    private Samples() {}

    /** One sample. */
    public static long[] of(long start, long duration, long self, long meta) {
        return new long[] {start, duration, self, meta};
    }

    /** One root of {@code operation}. */
    public static long[] root(int operation, long start, long duration) {
        return of(start, duration, duration, Meta.of(operation, 0, 0, 0));
    }

    /** Has a window take one sample. */
    public static void add(
            CallWindow window, long start, long duration, long self, long meta, CallWindow.Output output) {
        window.add(of(start, duration, self, meta), 0, SampleLayout.STRIDE, output);
    }
}

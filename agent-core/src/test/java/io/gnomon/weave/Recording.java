package io.gnomon.weave;

import io.gnomon.TestSink;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Runs code on a thread of its own and keeps what the recorder tells of it.
 *
 * <p>A new thread each time, because a thread's buffer stays with the sink that was connected when its first call began.
 */
final class Recording extends TestSink {

    private final List<GnomonChunk> full = new ArrayList<>();
    private final List<Throwable> failures = new ArrayList<>();
    private @Nullable GnomonBuffer buffer;
    private @Nullable Object result;
    private @Nullable Throwable thrown;

    private Recording() {}

    /** Runs the code and waits for its end. */
    static Recording of(Callable<?> code) {
        Recording recording = new Recording();
        GnomonRecorder.connect(recording);
        Thread thread = new Thread(() -> recording.run(code), "recorded");
        thread.start();
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
        return recording;
    }

    /** What the code returned. */
    @Nullable
    Object result() {
        if (thrown != null) {
            throw new AssertionError("it threw", thrown);
        }
        return result;
    }

    /** What the code threw; null if it returned. */
    @Nullable
    Throwable thrown() {
        return thrown;
    }

    /** What left recorded calls, in this order. */
    List<Throwable> failures() {
        return failures;
    }

    /** The finished calls, in the order of their ends. */
    List<Sample> samples() {
        List<Sample> samples = new ArrayList<>();
        for (GnomonChunk chunk : full) {
            read(chunk, samples);
        }
        if (buffer != null) {
            read(buffer.current(), samples);
        }
        return samples;
    }

    private void run(Callable<?> code) {
        try {
            result = code.call();
        } catch (Throwable failure) {
            thrown = failure;
        }
    }

    private static void read(GnomonChunk chunk, List<Sample> samples) {
        long[] read = new long[GnomonChunk.CAPACITY * GnomonSamples.STRIDE];
        int end = new GnomonSamples(chunk).unpack(read, true);
        for (int at = 0; at < end; at += GnomonSamples.STRIDE) {
            long meta = read[at + 3];
            samples.add(new Sample(
                    (int) meta & GnomonRecorder.OPERATION_MASK,
                    (int) (meta >> 24) & GnomonRecorder.OPERATION_MASK,
                    (meta & GnomonRecorder.ERROR) != 0,
                    read[at + 1]));
        }
    }

    @Override
    public void open(GnomonBuffer opened) {
        buffer = opened;
        opened.begin(new GnomonChunk());
    }

    @Override
    public GnomonChunk exchange(GnomonChunk handedOver) {
        full.add(handedOver);
        return new GnomonChunk();
    }

    @Override
    public void detail(
            long threadId, int operation, long start, long duration, long flags, @Nullable Throwable failure) {
        if (failure != null) {
            failures.add(failure);
        }
    }

    /** A finished call. */
    record Sample(int operation, int caller, boolean failed, long durationNanos) {}
}

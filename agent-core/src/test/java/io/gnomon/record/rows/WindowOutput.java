package io.gnomon.record.rows;

import io.gnomon.model.SampleLayout;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Notes what leaves a window. Tests give each call an operation of its own, so that it can be told from the others. */
public final class WindowOutput implements CallWindow.Output {

    public record Kept(long id, long threadId, long start, long duration, long self, long tree, long caller) {}

    /** By operation, in the order in which they came. */
    public final Map<Integer, Kept> kept = new LinkedHashMap<>();

    /** What was decided of slow and failed calls, by operation. */
    final Map<Integer, Flagged> decided = new LinkedHashMap<>();

    /** Decides; all of them are kept unless a test says otherwise. */
    BiFunction<Long, @Nullable Flagged, Flagged> decision =
            (meta, inside) -> new Flagged(1, Integer.MAX_VALUE, inside != null, null);

    public final List<Integer> candidates = new ArrayList<>();
    private long lastId;

    @Override
    public void candidates(long threadId, long[] longs, int from, int end) {
        for (int at = from; at < end; at += SampleLayout.STRIDE) {
            candidates.add(SampleLayout.operation(longs[at + SampleLayout.META]));
        }
    }

    @Override
    public void candidates(long threadId, GnomonSamples run) {
        for (int call = 0; call < run.runCalls(); call++) {
            candidates.add(SampleLayout.operation(run.runMeta()));
        }
    }

    @Override
    public Flagged choose(
            long callThread, long[] longs, int at, @Nullable Flagged inside, boolean wanted, int newCallers) {
        Flagged call = decision.apply(longs[at + SampleLayout.META], inside);
        decided.put(SampleLayout.operation(longs[at + SampleLayout.META]), call);
        return call;
    }

    @Override
    public void insideTree(int calls) {}

    @Override
    public void keep(
            @Nullable Flagged flagged,
            long id,
            long meta,
            long threadId,
            long startNanos,
            long durationNanos,
            long selfNanos,
            long tree,
            long caller) {
        Kept before = kept.put(
                SampleLayout.operation(meta),
                new Kept(id, threadId, startNanos, durationNanos, selfNanos, tree, caller));
        if (before != null) {
            throw new AssertionError("kept twice: operation " + SampleLayout.operation(meta));
        }
    }

    @Override
    public long nextId() {
        return ++lastId;
    }

    public Kept kept(int operation) {
        Kept call = kept.get(operation);
        if (call == null) {
            throw new AssertionError("not kept: operation " + operation);
        }
        return call;
    }
}

package io.gnomon.pipeline;

import io.gnomon.model.Measurements;
import io.gnomon.model.SampleLayout;
import io.gnomon.model.SampleRows;

/** One operation's calls that ended within ten seconds. Used again when its time is over and its figures are written. */
final class Bucket {

    final Measurements measured = new Measurements();
    final CallEdges edges = new CallEdges();

    private OperationRollup owner;
    private long index;

    /** It holds what is not in the file yet. */
    private boolean dirty;

    Bucket(OperationRollup owner, long index) {
        this.owner = owner;
        this.index = index;
    }

    void reuse(OperationRollup newOwner, long newIndex) {
        owner = newOwner;
        index = newIndex;
        dirty = false;
        measured.clear();
        edges.clear();
    }

    OperationRollup owner() {
        return owner;
    }

    /** Which ten seconds: since 1970, counted from 0. */
    long index() {
        return index;
    }

    /** Adds the sample at {@code at}. */
    void add(long[] longs, int at) {
        long meta = longs[at + SampleLayout.META];
        long duration = longs[at + SampleLayout.DURATION];
        long self = longs[at + SampleLayout.SELF];
        int parent = SampleLayout.parent(meta);
        int flags = SampleLayout.flags(meta);
        measured.add(duration, self, flags);
        int timed = (flags & SampleRows.COARSE) == 0 ? 1 : 0;
        owner.count(1, timed, timed * duration);
        if (flags == 0) {
            edges.add(parent, 1, duration);
        } else {
            edges.addFlagged(parent, duration);
        }
    }

    /** Adds the sample at {@code from}, which has no flag, and those after it that are like it; returns where they end. */
    int addAlike(long[] longs, int from, int end, long untilNanos) {
        long before = measured.plainSum();
        int next = measured.addAlike(longs, from, end, untilNanos);
        int calls = (next - from) / SampleLayout.STRIDE;
        long sum = measured.plainSum() - before;
        owner.count(calls, calls, sum);
        edges.add(SampleLayout.parent(longs[from + SampleLayout.META]), calls, sum);
        return next;
    }

    /** Adds the calls of a run. */
    void add(GnomonSamples run) {
        long before = measured.plainSum();
        measured.add(run);
        int calls = run.runCalls();
        long sum = measured.plainSum() - before;
        owner.count(calls, calls, sum);
        edges.add(SampleLayout.parent(run.runMeta()), calls, sum);
    }

    /** Adds calls of which nothing but their number, and how many of them failed, is known; see {@link Measurements}. */
    void addUntimed(long calls, long failed) {
        measured.addUntimed(calls, failed);
        owner.count(calls, 0, 0);
    }

    /** Notes a change; true for the first one since the last {@link #written}. */
    boolean touch() {
        boolean first = !dirty;
        dirty = true;
        return first;
    }

    void written() {
        dirty = false;
    }
}

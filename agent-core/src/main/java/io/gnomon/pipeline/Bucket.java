package io.gnomon.pipeline;

import io.gnomon.model.Measurements;
import io.gnomon.model.SampleLayout;

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
        if (SampleLayout.isCoarse(meta)) {
            measured.addCoarse(duration, self, SampleLayout.flags(meta));
            edges.addCoarse(parent, duration);
        } else {
            measured.add(duration, self, SampleLayout.flags(meta));
            edges.add(parent, 1, duration);
        }
    }

    /** Adds the sample at {@code from}, which has no flag, and those after it that are like it; returns where they end. */
    int addAlike(long[] longs, int from, int end, long untilNanos) {
        long before = measured.timedSum();
        int next = measured.addAlike(longs, from, end, untilNanos);
        edges.add(
                SampleLayout.parent(longs[from + SampleLayout.META]),
                (next - from) / SampleLayout.STRIDE,
                measured.timedSum() - before);
        return next;
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

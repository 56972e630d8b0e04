package io.gnomon.record.rollup;

import io.gnomon.model.Measurements;
import io.gnomon.model.SampleLayout;
import io.gnomon.model.SampleRows;

/** One operation's calls that ended within ten seconds. Used again when its time is over and its figures are written. */
final class Bucket {

    /** Its length. */
    static final long MICROS = 10_000_000L;

    static final long PER_MINUTE = 6;

    static final long PER_HOUR = 60 * PER_MINUTE;

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

    /** Adds the calls of a run. */
    void add(GnomonSamples run) {
        long before = measured.plainSum();
        measured.add(run);
        added(SampleLayout.parent(run.runMeta()), run.runCalls(), measured.plainSum() - before);
    }

    /** Adds plain calls of one caller whose durations have been counted; see {@link Measurements#addCounted}. */
    void addCounted(int parent, long calls, long sumNanos, long selfNanos, long minNanos, long maxNanos) {
        measured.addCounted(calls, sumNanos, selfNanos, minNanos, maxNanos);
        added(parent, calls, sumNanos);
    }

    private void added(int parent, long calls, long sumNanos) {
        owner.count(calls, calls, sumNanos);
        edges.add(parent, calls, sumNanos);
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

    /** Whether it holds what is not in the file. */
    boolean isDirty() {
        return dirty;
    }

    void written() {
        dirty = false;
    }
}

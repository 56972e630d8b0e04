package io.gnomon.record.rollup;

import io.gnomon.model.Measurements;
import io.gnomon.model.SampleLayout;
import io.gnomon.model.SampleRows;

/** One operation's calls that ended within ten seconds. Used again when its time is over and its figures are written. */
final class Bucket {

    /** Its length. */
    static final long MICROS = 10_000_000L;

    static final long MINUTE_MICROS = 6 * MICROS;

    static final long HOUR_MICROS = 60 * MINUTE_MICROS;

    final Measurements measured = new Measurements();
    final CallEdges edges = new CallEdges();

    private OperationRollup owner;
    private long begin;

    /** It holds what is not in the file yet. */
    private boolean dirty;

    Bucket(OperationRollup owner, long begin) {
        this.owner = owner;
        this.begin = begin;
    }

    void reuse(OperationRollup newOwner, long newBegin) {
        owner = newOwner;
        begin = newBegin;
        dirty = false;
        measured.clear();
        edges.clear();
    }

    OperationRollup owner() {
        return owner;
    }

    /**
     * When it begins, in microseconds since 1970-01-01 UTC: a full ten seconds, and one more for each time that the clock had
     * been set back.
     */
    long begin() {
        return begin;
    }

    /** When the minute or hour begins to which a bucket belongs, told in the same way. */
    static long periodBegin(long bucketBegin, long periodMicros) {
        return Math.floorDiv(bucketBegin, periodMicros) * periodMicros + Math.floorMod(bucketBegin, MICROS);
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

package io.gnomon.record.rollup;

import io.gnomon.model.ClockCost;
import io.gnomon.model.Estimate;
import io.gnomon.model.Figures;
import io.gnomon.model.Measurements;
import io.gnomon.model.SampleLayout;
import io.gnomon.model.SampleRows;
import io.gnomon.model.Ticks;

/** One operation's calls that ended within ten seconds. Used again when its time is over and its figures are written. */
final class Bucket {

    /** Its length. */
    static final long MICROS = 10_000_000L;

    static final long MINUTE_MICROS = 6 * MICROS;

    static final long HOUR_MICROS = 60 * MINUTE_MICROS;

    final Measurements measured = new Measurements();
    final CallEdges edges = new CallEdges();

    /** The time of the calls without a sample, where no caller of theirs is known. */
    private Estimate unshared = Estimate.NOTHING;

    private Estimate selfUntimed = Estimate.NOTHING;

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
        unshared = Estimate.NOTHING;
        selfUntimed = Estimate.NOTHING;
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

    /**
     * Adds the sample at {@code at}.
     *
     * @param clock by which it was timed
     */
    void add(long[] longs, int at, ClockCost clock) {
        long meta = longs[at + SampleLayout.META];
        long duration = longs[at + SampleLayout.DURATION];
        long self = longs[at + SampleLayout.SELF];
        int parent = SampleLayout.parent(meta);
        int flags = SampleLayout.flags(meta);
        if (SampleLayout.isDrawn(meta)) {
            measured.addDrawn(duration, self, owner.exponent(), clock);
            owner.count(1, 1, duration);
            edges.addDrawn(parent, duration, owner.exponent());
            return;
        }
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

    /** Adds plain calls of one caller, whose durations are added by {@link Measurements#addDurations}. */
    void addPlain(int parent, long calls, long sumNanos, long selfNanos) {
        measured.addPlain(calls, sumNanos, selfNanos);
        added(parent, calls, sumNanos);
    }

    private void added(int parent, long calls, long sumNanos) {
        owner.count(calls, calls, sumNanos);
        edges.add(parent, calls, sumNanos);
    }

    /** Adds calls that were only counted; see {@link Measurements#addUntimed}. */
    void addUntimed(long calls, Ticks ticks) {
        measured.addUntimed(calls, owner.exponent(), ticks);
        owner.count(calls, 0, 0);
    }

    /** Adds calls of which nothing but their number, and how many of them failed, is known. */
    void addDropped(long calls, long failed) {
        measured.addDropped(calls, failed);
        owner.count(calls, 0, 0);
    }

    /** Notes what the calls took that have no sample, and shares it out among their callers. */
    void estimated(long calls, Estimate time) {
        unshared = edges.size() == 0 ? time : Estimate.NOTHING;
        edges.shareOut(calls, time);
        selfUntimed = time;
    }

    /** What the calls took that have no sample. */
    Estimate untimed() {
        return unshared.plus(edges.untimed());
    }

    /** The amount to add to the self times of those calls that have a sample. */
    Estimate selfUntimed() {
        return selfUntimed;
    }

    void selfUntimed(Estimate correction) {
        selfUntimed = correction;
    }

    /** What all calls took. */
    double total() {
        return measured.knownSum() + untimed().value();
    }

    /** Adds its figures. */
    void addTo(Figures figures) {
        figures.add(measured, untimed(), selfUntimed);
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

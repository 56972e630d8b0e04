package io.gnomon.pipeline;

import io.gnomon.model.Figures;

/** One operation's calls that ended within ten seconds. Used again when its time is over and its figures are written. */
final class Bucket {

    final Figures figures = Figures.ofShortTime();
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
        figures.reset();
        edges.clear();
    }

    OperationRollup owner() {
        return owner;
    }

    /** Which ten seconds: since 1970, counted from 0. */
    long index() {
        return index;
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

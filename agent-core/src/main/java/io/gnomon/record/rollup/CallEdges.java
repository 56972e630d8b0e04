package io.gnomon.record.rollup;

import io.gnomon.model.Measurements;
import java.sql.SQLException;
import java.util.Arrays;

/**
 * Who called an operation, how often, and for how long in all; plain and flagged calls apart (see {@link Measurements}). An operation has few callers,
 * so they stand in a small table that is searched from the caller found last.
 */
final class CallEdges {

    /** Takes one edge. */
    @FunctionalInterface
    interface Output {
        void edge(int parent, long count, long sumNanos) throws SQLException;
    }

    /** The parent, then calls and sum of the plain calls, then of the flagged ones. */
    private static final int STRIDE = 5;

    private static final int PLAIN = 1;
    private static final int FLAGGED = 3;

    private long[] edges = new long[STRIDE];
    private int size;

    /** Where the caller found last stands. */
    private int last;

    void add(int parent, long calls, long sumNanos) {
        add(parent, PLAIN, calls, sumNanos);
    }

    void addFlagged(int parent, long durationNanos) {
        add(parent, FLAGGED, 1, durationNanos);
    }

    private void add(int parent, int kind, long calls, long sumNanos) {
        int at = last;
        if (at >= size || edges[at] != parent) {
            at = find(parent);
            last = at;
        }
        edges[at + kind] += calls;
        edges[at + kind + 1] += sumNanos;
    }

    private int find(int parent) {
        for (int at = 0; at < size; at += STRIDE) {
            if (edges[at] == parent) {
                return at;
            }
        }
        if (size == edges.length) {
            edges = Arrays.copyOf(edges, size * 2);
        }
        int at = size;
        edges[at] = parent;
        size += STRIDE;
        return at;
    }

    /**
     * Gives out the edges, of all calls: what the untimed ones add is shared out like the plain ones. Rounded, each edge
     * together with those before it, so that they add up.
     *
     * @param all what was measured of the calls here
     */
    void write(Measurements all, Output output) throws SQLException {
        long calls = 0;
        long sum = 0;
        for (int at = 0; at < size; at += STRIDE) {
            long callsBefore = all.scaled(calls);
            long sumBefore = all.scaled(sum);
            calls += edges[at + PLAIN];
            sum += edges[at + PLAIN + 1];
            output.edge(
                    (int) edges[at],
                    all.scaled(calls) - callsBefore + edges[at + FLAGGED],
                    all.scaled(sum) - sumBefore + edges[at + FLAGGED + 1]);
        }
    }

    void clear() {
        Arrays.fill(edges, 0, size, 0);
        size = 0;
        last = 0;
    }
}

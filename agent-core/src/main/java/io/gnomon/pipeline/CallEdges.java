package io.gnomon.pipeline;

import io.gnomon.model.Measurements;
import java.sql.SQLException;
import java.util.Arrays;

/**
 * Who called an operation, how often, and for how long in all; timed and coarse calls apart. An operation has few callers,
 * so they stand in a small table that is searched from the caller found last.
 */
final class CallEdges {

    /** Takes one edge. */
    @FunctionalInterface
    interface Output {
        void edge(int parent, long count, long sumNanos) throws SQLException;
    }

    /** The parent, then calls and sum of the timed calls, then of the coarse ones. */
    private static final int STRIDE = 5;

    private static final int TIMED = 1;
    private static final int COARSE = 3;

    private long[] edges = new long[STRIDE];
    private int size;

    /** Where the caller found last stands. */
    private int last;

    void add(int parent, long calls, long sumNanos) {
        add(parent, TIMED, calls, sumNanos);
    }

    void addCoarse(int parent, long durationNanos) {
        add(parent, COARSE, 1, durationNanos);
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
     * Gives out the edges, of all calls: what the untimed ones add is shared out like the timed ones. Rounded, each edge
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
            calls += edges[at + TIMED];
            sum += edges[at + TIMED + 1];
            output.edge(
                    (int) edges[at],
                    all.scaled(calls) - callsBefore + edges[at + COARSE],
                    all.scaled(sum) - sumBefore + edges[at + COARSE + 1]);
        }
    }

    void clear() {
        Arrays.fill(edges, 0, size, 0);
        size = 0;
        last = 0;
    }
}

package io.gnomon.record.rollup;

import io.gnomon.model.Estimate;
import java.sql.SQLException;
import java.util.Arrays;

/**
 * Who called an operation, how often, and for how long in all. Most operations have few callers, so they stand in a small
 * table that is searched from the caller found last; where there are many, an index finds them.
 *
 * <p>Of calls without a sample the caller is not known. They are shared out among the callers like the calls that were drawn
 * to be timed, each of which counts for those that it was drawn from; or like plain ones, if none was drawn.
 */
final class CallEdges {

    /** Takes one edge; the errors are standard errors. */
    @FunctionalInterface
    interface Output {
        void edge(int parent, long count, long sumNanos, long countError, long sumError) throws SQLException;
    }

    /** The parent; calls and sum of those with a sample; and of those that count for others, what they count for. */
    private static final int STRIDE = 9;

    private static final int CALLS = 1;
    private static final int SUM = 2;
    private static final int PLAIN = 3;
    private static final int DRAWN = 6;

    /** Behind one of the last two, which is a number of calls. */
    private static final int WEIGHT = 1;

    private static final int WEIGHTED_SUM = 2;

    private static final Estimate[] NONE = new Estimate[0];

    /** So many callers are found without an index. */
    private static final int FEW = 8;

    private static final int[] NO_INDEX = {};

    /** Spreads ids that differ in few bits over the index: 2^32 divided by the golden ratio. */
    private static final int SPREAD = 0x9E3779B9;

    private long[] edges = new long[STRIDE];
    private int size;

    /** Where there are more than a few callers: an open hash table of where each stands, plus 1. */
    private int[] index = NO_INDEX;

    /** Where the caller found last stands. */
    private int last;

    /** By edge: the time of its calls without a sample; empty while there are no such calls. */
    private Estimate[] untimed = NONE;

    private long untimedCalls;

    /** What was shared out in all. */
    private Estimate untimedTime = Estimate.NOTHING;

    /** Adds plain calls. */
    void add(int parent, long calls, long sumNanos) {
        int at = addKnown(parent, calls, sumNanos);
        edges[at + PLAIN] += calls;
        edges[at + PLAIN + WEIGHT] += calls;
        edges[at + PLAIN + WEIGHTED_SUM] += sumNanos;
    }

    /** Adds a slow or failed call: it stands for itself alone. */
    void addFlagged(int parent, long durationNanos) {
        addKnown(parent, 1, durationNanos);
    }

    private int addKnown(int parent, long calls, long sumNanos) {
        int at = at(parent);
        edges[at + CALLS] += calls;
        edges[at + SUM] += sumNanos;
        return at;
    }

    /**
     * Adds a call that was drawn to be timed.
     *
     * @param exponent the binary logarithm of the calls that it was drawn from
     */
    void addDrawn(int parent, long durationNanos, int exponent) {
        int at = addKnown(parent, 1, durationNanos);
        edges[at + DRAWN]++;
        edges[at + DRAWN + WEIGHT] += 1L << exponent;
        edges[at + DRAWN + WEIGHTED_SUM] +=
                Math.max(1, Math.min(durationNanos, GnomonThrottle.longNanos(exponent))) << exponent;
    }

    private int at(int parent) {
        int at = last;
        if (at >= size || edges[at] != parent) {
            at = find(parent);
            last = at;
        }
        return at;
    }

    private int find(int parent) {
        if (index.length > 0) {
            int place = place(parent);
            return index[place] != 0 ? index[place] - 1 : add(parent);
        }
        for (int at = 0; at < size; at += STRIDE) {
            if (edges[at] == parent) {
                return at;
            }
        }
        return add(parent);
    }

    private int add(int parent) {
        if (size == edges.length) {
            edges = Arrays.copyOf(edges, size * 2);
        }
        int at = size;
        edges[at] = parent;
        size += STRIDE;
        if (size() > FEW) {
            index(at);
        }
        return at;
    }

    /** Has the index know of the newest caller. */
    private void index(int newest) {
        if (size() * 2 > index.length) {
            index = new int[Integer.highestOneBit(size()) * 4];
            for (int at = 0; at < newest; at += STRIDE) {
                index[place((int) edges[at])] = at + 1;
            }
        }
        index[place((int) edges[newest])] = newest + 1;
    }

    /** Where the index has the caller, or has room for it. */
    private int place(int parent) {
        int mask = index.length - 1;
        int place = (parent * SPREAD) >>> Integer.numberOfLeadingZeros(mask);
        while (index[place] != 0 && edges[index[place] - 1] != parent) {
            place = (place + 1) & mask;
        }
        return place;
    }

    /** How many callers there are. */
    int size() {
        return size / STRIDE;
    }

    /** The caller of that number. */
    int parent(int edge) {
        return (int) edges[edge * STRIDE];
    }

    /** The time of the caller's calls that have a sample. */
    long knownSum(int edge) {
        return edges[edge * STRIDE + SUM];
    }

    /** The time of the caller's calls without a sample, as far as it is shared out. */
    Estimate untimed(int edge) {
        return edge < untimed.length ? untimed[edge] : Estimate.NOTHING;
    }

    /** Leaves to a caller such a share of what was shared out to it. That makes it no surer. */
    void correct(int edge, double share) {
        untimed[edge] = untimed[edge].at(untimed[edge].value() * share);
    }

    /** What was shared out in all, as it is after all corrections. */
    Estimate untimed() {
        double value = 0;
        for (Estimate time : untimed) {
            value += time.value();
        }
        // Which caller's calls were drawn is a matter of chance that makes no difference to the sum.
        return untimedTime.at(value);
    }

    /** Shares out the calls without a sample, and what they took. */
    void shareOut(long calls, Estimate time) {
        untimedCalls = calls;
        untimedTime = time;
        untimed = new Estimate[size()];
        int basis = basis();
        double all = total(basis + WEIGHTED_SUM);
        double shared = Math.max(1L, total(basis));
        for (int edge = 0; edge < untimed.length; edge++) {
            double share = all <= 0 ? 1.0 / untimed.length : edges[edge * STRIDE + basis + WEIGHTED_SUM] / all;
            double value = time.value();
            // The share is uncertain, too: so many of those drawn were of this caller by chance.
            double byChance = value * value * share * (1 - share) / shared;
            untimed[edge] =
                    new Estimate(value * share, time.variance() * share * share + byChance, time.offset() * share);
        }
    }

    /** Like which calls those without a sample are shared out. */
    private int basis() {
        return total(DRAWN) > 0 ? DRAWN : PLAIN;
    }

    private long total(int column) {
        long total = 0;
        for (int at = column; at < size; at += STRIDE) {
            total += edges[at];
        }
        return total;
    }

    /** Gives out the edges. Rounded, each together with those before it, so that they add up. */
    void write(Output output) throws SQLException {
        int basis = basis();
        double all = Math.max(1L, total(basis + WEIGHT));
        double weights = 0;
        double nanos = 0;
        for (int edge = 0; edge < size(); edge++) {
            int at = edge * STRIDE;
            long callsBefore = Math.round(untimedCalls * weights / all);
            long sumBefore = Math.round(nanos);
            weights += edges[at + basis + WEIGHT];
            Estimate time = untimed(edge);
            nanos += time.value();
            double share = edges[at + basis + WEIGHT] / all;
            double callsVariance = share * (1 - share) / Math.max(1, total(basis));
            output.edge(
                    (int) edges[at],
                    edges[at + CALLS] + Math.round(untimedCalls * weights / all) - callsBefore,
                    edges[at + SUM] + Math.round(nanos) - sumBefore,
                    (long) Math.ceil(untimedCalls * Math.sqrt(callsVariance)),
                    (long) Math.ceil(time.error()));
        }
    }

    void clear() {
        Arrays.fill(edges, 0, size, 0);
        size = 0;
        last = 0;
        index = NO_INDEX;
        untimed = NONE;
        untimedCalls = 0;
        untimedTime = Estimate.NOTHING;
    }
}

package io.gnomon.stats;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Adds up the rollups of one operation. A single one keeps its own percentiles, and its histogram is not decoded. */
final class RollupMerge {

    /** What {@link #add} reads, in this order. */
    static final String COLUMNS =
            "r.count, r.errors, r.slow, r.timed, r.sum, r.self, r.min, r.max, r.p50, r.p90, r.p95,"
                    + " r.p99, r.p999, r.histogram";

    private final String operation;
    private final String category;
    private @Nullable OperationStats stats;
    private byte @Nullable [] onlyHistogram;
    private @Nullable HistogramSum histogram;

    RollupMerge(String operation, String category) {
        this.operation = operation;
        this.category = category;
    }

    /** @param row begins with {@link #COLUMNS} */
    void add(ResultSet row) throws SQLException {
        OperationStats next = new OperationStats(
                operation,
                category,
                row.getLong(1),
                row.getLong(2),
                row.getLong(3),
                row.getLong(4),
                row.getLong(5),
                row.getLong(6),
                row.getLong(7),
                row.getLong(8),
                row.getLong(9),
                row.getLong(10),
                row.getLong(11),
                row.getLong(12),
                row.getLong(13));
        if (next.hasDurations()) {
            addHistogram(row.getBytes(14));
        }
        stats = stats == null ? next : merged(stats, next);
    }

    OperationStats result() {
        if (stats == null) {
            throw new IllegalStateException("no rollup was added");
        }
        return histogram == null ? stats : withPercentiles(stats, histogram.percentiles(50, 90, 95, 99, 99.9));
    }

    private void addHistogram(byte[] encoded) {
        if (histogram != null) {
            histogram.add(encoded);
        } else if (onlyHistogram != null) {
            histogram = new HistogramSum();
            histogram.add(onlyHistogram);
            histogram.add(encoded);
        } else {
            onlyHistogram = encoded;
        }
    }

    private static OperationStats merged(OperationStats a, OperationStats b) {
        OperationStats known = a.hasDurations() ? a : b;
        boolean both = a.hasDurations() && b.hasDurations();
        return new OperationStats(
                a.operation(),
                a.category(),
                a.calls() + b.calls(),
                a.errors() + b.errors(),
                a.slow() + b.slow(),
                a.timed() + b.timed(),
                a.total() + b.total(),
                a.self() + b.self(),
                both ? Math.min(a.min(), b.min()) : known.min(),
                both ? Math.max(a.max(), b.max()) : known.max(),
                known.p50(),
                known.p90(),
                known.p95(),
                known.p99(),
                known.p999());
    }

    private static OperationStats withPercentiles(OperationStats stats, long[] percentiles) {
        return new OperationStats(
                stats.operation(),
                stats.category(),
                stats.calls(),
                stats.errors(),
                stats.slow(),
                stats.timed(),
                stats.total(),
                stats.self(),
                stats.min(),
                stats.max(),
                within(stats, percentiles[0]),
                within(stats, percentiles[1]),
                within(stats, percentiles[2]),
                within(stats, percentiles[3]),
                within(stats, percentiles[4]));
    }

    /** A histogram knows a value only to its class, whose end may lie beyond the exact extremes. */
    private static long within(OperationStats stats, long duration) {
        return Math.max(stats.min(), Math.min(stats.max(), duration));
    }
}

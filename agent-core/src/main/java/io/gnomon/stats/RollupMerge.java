package io.gnomon.stats;

import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Adds up the rollups of one operation. A single one keeps its own percentiles, and its histogram is not decoded. */
final class RollupMerge {

    /** What {@link #add} reads, in this order. */
    static final String COLUMNS =
            "o.name, o.category, r.count, r.errors, r.slow, r.timed, r.sum, r.self, r.min, r.max, r.p50, r.p90, r.p95,"
                    + " r.p99, r.p999, r.histogram";

    private @Nullable OperationStats stats;
    private byte @Nullable [] onlyHistogram;
    private @Nullable Histogram histogram;

    void add(ResultSet row) throws SQLException {
        OperationStats next = new OperationStats(
                row.getString(1),
                row.getString(2),
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
                row.getLong(13),
                row.getLong(14),
                row.getLong(15));
        if (next.hasDurations()) {
            addHistogram(row.getBytes(16));
        }
        stats = stats == null ? next : merged(stats, next);
    }

    OperationStats result() {
        if (stats == null) {
            throw new IllegalStateException("no rollup was added");
        }
        return histogram == null ? stats : withPercentiles(stats, histogram);
    }

    private void addHistogram(byte[] encoded) {
        if (histogram != null) {
            histogram.add(decoded(encoded));
        } else if (onlyHistogram != null) {
            histogram = decoded(onlyHistogram);
            histogram.setAutoResize(true);
            histogram.add(decoded(encoded));
        } else {
            onlyHistogram = encoded;
        }
    }

    private static Histogram decoded(byte[] encoded) {
        return Histogram.decodeFromByteBuffer(ByteBuffer.wrap(encoded), 0);
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

    private static OperationStats withPercentiles(OperationStats stats, Histogram histogram) {
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
                percentile(stats, histogram, 50),
                percentile(stats, histogram, 90),
                percentile(stats, histogram, 95),
                percentile(stats, histogram, 99),
                percentile(stats, histogram, 99.9));
    }

    /** A histogram knows a value only to its bucket, whose end may lie beyond the exact extremes. */
    private static long percentile(OperationStats stats, Histogram histogram, double percentile) {
        return Math.max(stats.min(), Math.min(stats.max(), histogram.getValueAtPercentile(percentile)));
    }
}

package io.gnomon.stats;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Adds up the rollups of one operation. A single one keeps its own percentiles, and its histogram is not decoded. */
final class RollupMerge {

    /** What {@link #add} reads, in this order. */
    static final String COLUMNS = "r.count, r.errors, r.slow, r.timed, r.sum, r.self, r.min, r.max, r.histogram,"
            + " r.p50, r.p90, r.p95, r.p99, r.p999";

    static final int COLUMN_COUNT = 14;

    private static final int HISTOGRAM = 9;
    private static final int FIRST_PERCENTILE = 10;
    private static final double[] PERCENTILES = {50, 90, 95, 99, 99.9};

    private long calls;
    private long errors;
    private long slow;
    private long timed;
    private long total;
    private long self;
    private long min = Long.MAX_VALUE;
    private long max;

    /** Of the only row that has durations; then of all. */
    private long[] percentiles = new long[PERCENTILES.length];

    private byte @Nullable [] onlyHistogram;
    private @Nullable HistogramSum histogram;

    /** @param row begins with {@link #COLUMNS} */
    void add(ResultSet row) throws SQLException {
        calls += row.getLong(1);
        errors += row.getLong(2);
        slow += row.getLong(3);
        long rowTimed = row.getLong(4);
        timed += rowTimed;
        total += row.getLong(5);
        self += row.getLong(6);
        long rowMax = row.getLong(8);
        if (rowTimed > 0 || rowMax > 0) {
            min = Math.min(min, row.getLong(7));
            max = Math.max(max, rowMax);
            addHistogram(row);
        }
    }

    /** The figures of all rows. */
    OperationStats result(String operation, String category) {
        if (histogram != null) {
            percentiles = histogram.percentiles(PERCENTILES);
        }
        return new OperationStats(
                operation,
                category,
                calls,
                errors,
                slow,
                timed,
                total,
                self,
                min == Long.MAX_VALUE ? 0 : min,
                max,
                percentile(0),
                percentile(1),
                percentile(2),
                percentile(3),
                percentile(4));
    }

    private void addHistogram(ResultSet row) throws SQLException {
        byte[] encoded = row.getBytes(HISTOGRAM);
        if (histogram != null) {
            histogram.add(encoded);
        } else if (onlyHistogram != null) {
            histogram = new HistogramSum();
            histogram.add(onlyHistogram);
            histogram.add(encoded);
            onlyHistogram = null;
        } else {
            onlyHistogram = encoded;
            for (int place = 0; place < percentiles.length; place++) {
                percentiles[place] = row.getLong(FIRST_PERCENTILE + place);
            }
        }
    }

    /** A histogram knows a value only to its class, whose end may lie beyond the exact extremes. */
    private long percentile(int place) {
        return Math.max(min == Long.MAX_VALUE ? 0 : min, Math.min(max, percentiles[place]));
    }
}

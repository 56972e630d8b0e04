package io.gnomon.stats;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Adds up the rollups of one operation. A single one keeps its own percentiles, and its histogram is not decoded. */
final class RollupMerge {

    /** What {@link #add} reads, in this order. */
    static final String COLUMNS = "r.count, r.errors, r.slow, r.timed, r.sum, r.self, r.max, r.min, r.histogram,"
            + " r.p50, r.p90, r.p95, r.p99, r.p999, r.effective, r.sum_error, r.sum_offset, r.self_error, r.self_offset,"
            + " r.p50_error, r.p90_error, r.p95_error, r.p99_error, r.p999_error";

    /** How many there are. */
    static final int COLUMN_COUNT = 24;

    private static final int HISTOGRAM = 9;
    private static final int FIRST_PERCENTILE = 10;
    private static final int EFFECTIVE = 15;
    private static final int FIRST_PERCENTILE_ERROR = 20;
    private static final double[] PERCENTILES = {50, 90, 95, 99, 99.9};

    private final RollupSums sums = new RollupSums();
    private long min = Long.MAX_VALUE;

    private final ErrorSum totalError = new ErrorSum();
    private final ErrorSum selfError = new ErrorSum();

    /** The sum of the squares of what each timed call stands for, of rows that are not exact. */
    private double weightSquares;

    private boolean exact = true;

    /** Of the only row that has durations; then of all. */
    private long[] percentiles = new long[PERCENTILES.length];

    private long[] percentileErrors = new long[PERCENTILES.length];

    private byte @Nullable [] onlyHistogram;
    private @Nullable HistogramSum histogram;

    /** @param row begins with {@link #COLUMNS} */
    void add(ResultSet row) throws SQLException {
        sums.add(row);
        totalError.add(row.getLong(EFFECTIVE + 1), row.getLong(EFFECTIVE + 2));
        selfError.add(row.getLong(EFFECTIVE + 3), row.getLong(EFFECTIVE + 4));
        addWeights(row.getLong(1), row.getLong(EFFECTIVE));
        if (row.getLong(4) > 0 || row.getLong(7) > 0) {
            min = Math.min(min, row.getLong(8));
            addHistogram(row);
        }
    }

    /** The figures of all rows. */
    OperationStats result(String operation, String category) {
        if (histogram != null) {
            percentiles = histogram.percentiles(PERCENTILES);
            percentileErrors = exact ? percentileErrors : percentileErrors(histogram);
        }
        long[] found = new long[PERCENTILES.length];
        Arrays.setAll(found, this::percentile);
        return sums.result(
                operation,
                category,
                min == Long.MAX_VALUE ? 0 : min,
                found,
                new StandardErrors(
                        totalError.get(),
                        selfError.get(),
                        percentileErrors[0],
                        percentileErrors[1],
                        percentileErrors[2],
                        percentileErrors[3],
                        percentileErrors[4]));
    }

    private void addWeights(long rowCalls, long effective) {
        exact &= effective >= rowCalls;
        weightSquares += (double) rowCalls * rowCalls / Math.max(1, effective);
    }

    /** As the writer reckons them for each row. */
    private long[] percentileErrors(HistogramSum durations) {
        double effective = Math.max(1, (double) sums.calls() * sums.calls() / weightSquares);
        long[] found = new long[PERCENTILES.length];
        for (int place = 0; place < found.length; place++) {
            double share = PERCENTILES[place] / 100;
            double margin = 100 * Math.sqrt(share * (1 - share) / effective);
            long[] bounds = durations.percentiles(
                    Math.max(0, PERCENTILES[place] - margin), Math.min(100, PERCENTILES[place] + margin));
            found[place] = Math.max(1, (Math.min(sums.max(), bounds[1]) - Math.min(sums.max(), bounds[0]) + 1) / 2);
        }
        return found;
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
                percentileErrors[place] = row.getLong(FIRST_PERCENTILE_ERROR + place);
            }
        }
    }

    /** A histogram knows a value only to its class, whose end may lie beyond the exact extremes. */
    private long percentile(int place) {
        return Math.max(min == Long.MAX_VALUE ? 0 : min, Math.min(sums.max(), percentiles[place]));
    }
}

package io.gnomon.stats;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the rollups that serve a window, and no more of them than needed. */
final class RollupQuery {

    /** By the table's primary key; names are looked up aside, because there are many rows of each operation. */
    static final String ROLLUPS = "SELECT " + RollupMerge.COLUMNS + ", r.operation, r.bucket FROM rollup r"
            + " WHERE r.run = ? AND r.seconds = ? AND r.bucket >= ? AND r.bucket < ? AND r.count > 0";

    /** Sums by operation: in SQLite, without a look at any histogram. */
    static final String SUMS = "SELECT sum(r.count), sum(r.errors), sum(r.slow), sum(r.timed), sum(r.sum), sum(r.self),"
            + " max(r.max), r.operation FROM rollup r"
            + " WHERE r.run = ? AND r.seconds = ? AND r.bucket >= ? AND r.bucket < ? AND r.count > 0";

    static final String FIRST_BUCKET = "SELECT min(bucket) FROM rollup WHERE run = ? AND seconds = ?";

    static final String LAST_BUCKET = "SELECT max(bucket) FROM rollup WHERE run = ? AND seconds = ?";

    /** The lengths of buckets, the longest first. */
    private static final int[] SECONDS = {86_400, 3_600, 60, 10};

    /** Up to so many operations are named in the query; of more, the rows are chosen as they are read. */
    private static final int MOST_NAMED = 500;

    private static final int OPERATION = RollupMerge.COLUMN_COUNT + 1;
    private static final int OPERATION_OF_SUMS = 8;
    private static final int BUCKET = RollupMerge.COLUMN_COUNT + 2;

    /** Takes one rollup. */
    interface Output {
        /**
         * Takes one rollup.
         *
         * @param figures its columns begin with {@link RollupMerge#COLUMNS}; to be read at once
         */
        void rollup(long operation, long bucketMicros, ResultSet figures) throws SQLException;
    }

    /** Takes the sums of one operation over some of its rollups. */
    interface SumOutput {
        /** Takes sums, as {@link RollupSums} adds them up; to be read at once. */
        void sums(long operation, ResultSet sums) throws SQLException;
    }

    private final Connection connection;
    private long rowsRead;

    RollupQuery(Connection connection) {
        this.connection = connection;
    }

    /** How many rows were read so far. */
    long rowsRead() {
        return rowsRead;
    }

    /**
     * Reads the rollups of a run.
     *
     * @param mostSeconds no longer buckets than that, nor the whole run's; 0: any
     * @param operations the operations' ids; null: all operations
     * @return what they cover
     */
    BucketPlan find(Run run, TimeWindow window, int mostSeconds, @Nullable Set<Long> operations, Output output)
            throws SQLException {
        List<BucketPlan.Level> levels = levels(run.id(), mostSeconds);
        BucketPlan plan = BucketPlan.of(run, window, levels, mostSeconds == 0);
        for (BucketPlan.Span span : plan.spans()) {
            read(run.id(), span, operations, output);
        }
        return plan;
    }

    /** Adds up the same rollups as {@link #find} reads, of a run and all bucket lengths. */
    void sum(Run run, TimeWindow window, @Nullable Set<Long> operations, SumOutput output) throws SQLException {
        for (BucketPlan.Span span :
                BucketPlan.of(run, window, levels(run.id(), 0), true).spans()) {
            try (PreparedStatement query = prepare(SUMS + among(operations) + " GROUP BY r.operation", run.id(), span);
                    ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    long operation = row.getLong(OPERATION_OF_SUMS);
                    if (operations == null || operations.contains(operation)) {
                        output.sums(operation, row);
                    }
                }
            }
        }
    }

    private PreparedStatement prepare(String sql, long run, BucketPlan.Span span) throws SQLException {
        PreparedStatement query = connection.prepareStatement(sql);
        query.setLong(1, run);
        query.setInt(2, span.seconds());
        query.setLong(3, span.fromMicros());
        query.setLong(4, span.toMicros());
        return query;
    }

    private static String among(@Nullable Set<Long> operations) {
        if (operations == null || operations.size() > MOST_NAMED) {
            return "";
        }
        return operations.stream().map(String::valueOf).collect(Collectors.joining(", ", " AND r.operation IN (", ")"));
    }

    private void read(long run, BucketPlan.Span span, @Nullable Set<Long> operations, Output output)
            throws SQLException {
        try (PreparedStatement query = prepare(ROLLUPS + among(operations), run, span)) {
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    rowsRead++;
                    long operation = row.getLong(OPERATION);
                    if (operations == null || operations.contains(operation)) {
                        output.rollup(operation, row.getLong(BUCKET), row);
                    }
                }
            }
        }
    }

    private List<BucketPlan.Level> levels(long run, int mostSeconds) throws SQLException {
        List<BucketPlan.Level> levels = new ArrayList<>();
        for (int seconds : SECONDS) {
            if (mostSeconds == 0 || seconds <= mostSeconds) {
                Optional<Long> first = bucket(FIRST_BUCKET, run, seconds);
                Optional<Long> last = bucket(LAST_BUCKET, run, seconds);
                if (first.isPresent() && last.isPresent()) {
                    levels.add(new BucketPlan.Level(seconds, first.get(), last.get()));
                }
            }
        }
        return levels;
    }

    private Optional<Long> bucket(String which, long run, int seconds) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(which)) {
            query.setLong(1, run);
            query.setInt(2, seconds);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? Optional.ofNullable(StoredCalls.id(row, 1)) : Optional.empty();
            }
        }
    }
}

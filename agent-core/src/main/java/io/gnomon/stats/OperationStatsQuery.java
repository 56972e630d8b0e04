package io.gnomon.stats;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Statistics of operations: of whole runs, or merged from the rollups in a window. */
public final class OperationStatsQuery {

    /** The lengths of buckets, the longest first. */
    private static final int[] SECONDS = {3_600, 60, 10};

    /** By the table's primary key; names are looked up aside, because there are many rows of each operation. */
    static final String ROLLUPS = "SELECT " + RollupMerge.COLUMNS + ", r.operation FROM rollup r"
            + " WHERE r.run = ? AND r.seconds = ? AND r.bucket >= ? AND r.bucket < ? AND r.count > 0";

    static final String FIRST_BUCKET = "SELECT min(bucket) FROM rollup WHERE run = ? AND seconds = ?";

    private static final int OPERATION = 15;

    private final Connection connection;

    public OperationStatsQuery(Connection connection) {
        this.connection = connection;
    }

    /** The statistics of every operation that was called. */
    public OperationStatsReport find(RunScope scope, TimeWindow window) throws SQLException {
        return find(scope, window, null);
    }

    /**
     * The statistics of those operations that were called.
     *
     * @param operations the operations' ids; null: all operations
     */
    public OperationStatsReport find(RunScope scope, TimeWindow window, @Nullable Set<Long> operations)
            throws SQLException {
        Merge merge = new Merge(new OperationsQuery(connection).all(), operations);
        long from = window.fromMicros();
        long to = window.toMicros();
        int edge = 0;
        for (Run run : runs(scope)) {
            BucketPlan plan = BucketPlan.of(run, window, levels(run.id()));
            for (BucketPlan.Span span : plan.spans()) {
                merge(run.id(), span, merge);
            }
            from = Math.min(from, plan.fromMicros());
            to = Math.max(to, plan.toMicros());
            edge = Math.max(edge, plan.edgeSeconds());
        }
        return new OperationStatsReport(
                new TimeWindow(instant(from, window.from()), instant(to, window.to())),
                edge,
                merge.rowsRead,
                merge.results());
    }

    private static @Nullable Instant instant(long micros, @Nullable Instant asked) {
        return asked == null ? null : EpochMicros.instant(micros);
    }

    private List<Run> runs(RunScope scope) throws SQLException {
        RunsQuery runs = new RunsQuery(connection);
        Long run = scope.run();
        return run != null ? runs.byId(run).stream().toList() : runs.all();
    }

    private void merge(long run, BucketPlan.Span span, Merge merge) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(ROLLUPS)) {
            query.setLong(1, run);
            query.setInt(2, span.seconds());
            query.setLong(3, span.fromMicros());
            query.setLong(4, span.toMicros());
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    merge.add(row);
                }
            }
        }
    }

    private List<BucketPlan.Level> levels(long run) throws SQLException {
        List<BucketPlan.Level> levels = new ArrayList<>();
        for (int seconds : SECONDS) {
            firstBucket(run, seconds).ifPresent(first -> levels.add(new BucketPlan.Level(seconds, first)));
        }
        return levels;
    }

    private Optional<Long> firstBucket(long run, int seconds) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(FIRST_BUCKET)) {
            query.setLong(1, run);
            query.setInt(2, seconds);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? Optional.ofNullable(StoredCalls.id(row, 1)) : Optional.empty();
            }
        }
    }

    /** The operations' figures so far. */
    private static final class Merge {

        private final Map<Long, OperationsQuery.Named> names;
        private final @Nullable Set<Long> chosen;
        private final Map<Long, RollupMerge> operations = new LinkedHashMap<>();
        private long rowsRead;

        Merge(Map<Long, OperationsQuery.Named> names, @Nullable Set<Long> chosen) {
            this.names = names;
            this.chosen = chosen;
        }

        void add(ResultSet row) throws SQLException {
            rowsRead++;
            long id = row.getLong(OPERATION);
            if (chosen == null || chosen.contains(id)) {
                operations.computeIfAbsent(id, any -> new RollupMerge()).add(row);
            }
        }

        List<OperationStats> results() {
            List<OperationStats> results = new ArrayList<>();
            operations.forEach((id, figures) -> {
                OperationsQuery.Named named = names.get(id);
                if (named != null) {
                    results.add(figures.result(named.name(), named.category()));
                }
            });
            return results;
        }
    }
}

package io.gnomon.stats;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Statistics of all operations: of whole runs, or merged from the rollups in a window. */
public final class OperationStatsQuery {

    private static final int WHOLE_RUN = 0;
    private static final int FINE = 10;
    private static final int COARSE = 60;

    private final Connection connection;

    public OperationStatsQuery(Connection connection) {
        this.connection = connection;
    }

    /**
     * The statistics of every operation that was called. A window is made of rollups of 10 seconds, or of a minute where
     * it reaches back to a time of which only those are left.
     */
    public OperationStatsReport find(RunScope scope, TimeWindow window) throws SQLException {
        List<Long> runs = runs(scope);
        int seconds = window.isAll() ? WHOLE_RUN : bucketSeconds(runs, window);
        TimeWindow covered = seconds == WHOLE_RUN ? window : window.outward(Duration.ofSeconds(seconds));
        Map<Long, RollupMerge> operations = new LinkedHashMap<>();
        for (long run : runs) {
            merge(run, seconds, covered, operations);
        }
        return new OperationStatsReport(
                covered,
                seconds,
                operations.values().stream().map(RollupMerge::result).toList());
    }

    private List<Long> runs(RunScope scope) throws SQLException {
        Long run = scope.run();
        return run != null
                ? List.of(run)
                : new RunsQuery(connection).all().stream().map(Run::id).toList();
    }

    private void merge(long run, int seconds, TimeWindow window, Map<Long, RollupMerge> operations)
            throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("SELECT " + RollupMerge.COLUMNS
                + ", o.id FROM rollup r JOIN operation o ON o.id = r.operation"
                + " WHERE r.run = ? AND r.seconds = ? AND r.bucket >= ? AND r.bucket < ? AND r.count > 0")) {
            query.setLong(1, run);
            query.setInt(2, seconds);
            query.setLong(3, window.fromMicros());
            query.setLong(4, window.toMicros());
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    operations
                            .computeIfAbsent(row.getLong("id"), id -> new RollupMerge())
                            .add(row);
                }
            }
        }
    }

    private int bucketSeconds(List<Long> runs, TimeWindow window) throws SQLException {
        for (long run : runs) {
            long fine = firstBucket(run, FINE);
            long coarse = firstBucket(run, COARSE);
            boolean onlyCoarseBefore = coarse + COARSE * 1_000_000L <= fine;
            if (onlyCoarseBefore && window.fromMicros() < fine && window.toMicros() > coarse) {
                return COARSE;
            }
        }
        return FINE;
    }

    /** Far in the future if there is none. */
    private long firstBucket(long run, int seconds) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("SELECT min(bucket) FROM rollup WHERE run = ? AND seconds = ?")) {
            query.setLong(1, run);
            query.setInt(2, seconds);
            try (ResultSet row = query.executeQuery()) {
                long bucket = row.next() ? row.getLong(1) : 0;
                return row.wasNull() ? Long.MAX_VALUE / 2 : bucket;
            }
        }
    }
}

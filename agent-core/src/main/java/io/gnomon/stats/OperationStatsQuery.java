package io.gnomon.stats;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Statistics of operations: of whole runs, or merged from the rollups in a window. */
public final class OperationStatsQuery {

    private static final long[] NO_PERCENTILES = new long[5];

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
        RollupQuery rollups = new RollupQuery(connection);
        Map<Long, RollupMerge> merged = new LinkedHashMap<>();
        long from = window.fromMicros();
        long to = window.toMicros();
        int edge = 0;
        for (Run run : scope.runs(connection)) {
            BucketPlan plan = rollups.find(
                    run,
                    window,
                    0,
                    operations,
                    (operation, bucket, figures) -> merged.computeIfAbsent(operation, id -> new RollupMerge())
                            .add(figures));
            from = Math.min(from, plan.fromMicros());
            to = Math.max(to, plan.toMicros());
            edge = Math.max(edge, plan.edgeSeconds());
        }
        return new OperationStatsReport(
                new TimeWindow(instant(from, window.from()), instant(to, window.to())),
                edge,
                rollups.rowsRead(),
                results(merged));
    }

    /**
     * The statistics of those operations that were called, without their percentiles, least durations and standard errors:
     * enough to choose some of them by, and much cheaper over a long window, for no histogram is read.
     *
     * @param operations the operations' ids; null: all operations
     * @return by the operations' ids
     */
    public Map<Long, OperationStats> outline(RunScope scope, TimeWindow window, @Nullable Set<Long> operations)
            throws SQLException {
        RollupQuery rollups = new RollupQuery(connection);
        Map<Long, RollupSums> sums = new HashMap<>();
        for (Run run : scope.runs(connection)) {
            rollups.sum(
                    run,
                    window,
                    operations,
                    (operation, row) -> sums.computeIfAbsent(operation, id -> new RollupSums())
                            .add(row));
        }
        Map<Long, OperationsQuery.Named> names = new OperationsQuery(connection).all();
        Map<Long, OperationStats> outline = new HashMap<>();
        sums.forEach((id, sum) -> {
            OperationsQuery.Named named = names.get(id);
            if (named != null) {
                outline.put(id, sum.result(named.name(), named.category(), 0, NO_PERCENTILES, StandardErrors.NONE));
            }
        });
        return outline;
    }

    private List<OperationStats> results(Map<Long, RollupMerge> merged) throws SQLException {
        Map<Long, OperationsQuery.Named> names = new OperationsQuery(connection).all();
        List<OperationStats> results = new ArrayList<>();
        merged.forEach((id, figures) -> {
            OperationsQuery.Named named = names.get(id);
            if (named != null) {
                results.add(figures.result(named.name(), named.category()));
            }
        });
        return results;
    }

    private static @Nullable Instant instant(long micros, @Nullable Instant asked) {
        return asked == null ? null : EpochMicros.instant(micros);
    }
}

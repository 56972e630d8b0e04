package io.gnomon.stats;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How operations developed over time. */
public final class TrendQuery {

    private static final int[] LENGTHS = {10, 60, 3_600};

    /** So many lines are read at a glance. */
    private static final int ENOUGH = 90;

    private final Connection connection;

    public TrendQuery(Connection connection) {
        this.connection = connection;
    }

    /**
     * The trends of operations.
     *
     * @param bucketSeconds 10, 60 or 3600; 0 takes the shortest that makes at most {@value #ENOUGH} of the window
     * @param operations the operations' ids; null: all operations
     */
    public TrendReport find(RunScope scope, TimeWindow window, int bucketSeconds, @Nullable Set<Long> operations)
            throws SQLException {
        List<Run> runs = scope.runs(connection);
        int seconds = bucketSeconds > 0 ? bucketSeconds : fitting(runs, window);
        Map<Long, SortedMap<Long, RollupMerge>> found = new TreeMap<>();
        for (Run run : runs) {
            new RollupQuery(connection).find(run, window, seconds, operations, (operation, bucket, figures) -> {
                long length = seconds * 1_000_000L;
                found.computeIfAbsent(operation, id -> new TreeMap<>())
                        .computeIfAbsent(Math.floorDiv(bucket, length) * length, at -> new RollupMerge())
                        .add(figures);
            });
        }
        Map<Long, OperationsQuery.Named> names = new OperationsQuery(connection).all();
        List<Trend> trends = new ArrayList<>();
        found.forEach((id, buckets) -> {
            OperationsQuery.Named named = names.get(id);
            if (named != null) {
                List<TrendPoint> points = new ArrayList<>();
                buckets.forEach((at, figures) -> points.add(
                        new TrendPoint(EpochMicros.instant(at), figures.result(named.name(), named.category()))));
                trends.add(new Trend(named.name(), points, LevelShifts.of(points)));
            }
        });
        return new TrendReport(seconds, trends);
    }

    private static int fitting(List<Run> runs, TimeWindow window) {
        long micros = 0;
        for (Run run : runs) {
            long from = Math.max(window.fromMicros(), EpochMicros.of(run.started()));
            long to = Math.min(window.toMicros(), EpochMicros.of(run.until()));
            micros += Math.max(0, to - from);
        }
        for (int seconds : LENGTHS) {
            if (micros / 1_000_000 <= (long) seconds * ENOUGH) {
                return seconds;
            }
        }
        return LENGTHS[LENGTHS.length - 1];
    }
}

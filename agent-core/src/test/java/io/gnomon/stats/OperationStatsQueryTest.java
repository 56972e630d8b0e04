package io.gnomon.stats;

import static io.gnomon.store.write.DatabaseBuilder.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gnomon.store.read.ReadConnection;
import io.gnomon.store.write.DatabaseBuilder;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OperationStatsQueryTest {

    @TempDir
    private Path directory;

    @Test
    void mergesTheBucketsOfAWindowAsIfTheCallsHadBeenRecordedTogether() throws Exception {
        Path file = directory.resolve("app.db");
        Histogram direct = new Histogram(2);
        long sum = 0;
        long max = 0;
        try (DatabaseBuilder database = oneOperation(file)) {
            Random random = new Random(7);
            for (int bucket = 0; bucket < 6; bucket++) {
                long[] durations =
                        random.longs(500, 1_000, 1_000L << (2 * bucket + 3)).toArray();
                database.rollup(1, 1, 10, START.plusSeconds(10L * bucket), 3, 2, durations);
                for (long duration : bucket >= 1 && bucket <= 4 ? durations : new long[0]) {
                    direct.recordValue(duration);
                    sum += duration;
                    max = Math.max(max, duration);
                }
            }
        }
        OperationStatsReport report =
                find(file, RunScope.of(1), new TimeWindow(START.plusSeconds(13), START.plusSeconds(41)));

        assertThat(report.covered()).isEqualTo(new TimeWindow(START.plusSeconds(10), START.plusSeconds(50)));
        assertThat(report.bucketSeconds()).isEqualTo(10);
        OperationStats stats = report.operations().get(0);
        assertThat(stats.calls()).isEqualTo(2_000);
        assertThat(stats.errors()).isEqualTo(12);
        assertThat(stats.slow()).isEqualTo(8);
        assertThat(stats.total()).isEqualTo(sum);
        assertThat(stats.errorRate()).isCloseTo(0.006, within(1e-12));
        assertThat(stats.mean()).isEqualTo(Math.round(sum / 2_000.0));
        assertThat(stats.p50()).isEqualTo(direct.getValueAtPercentile(50));
        assertThat(stats.p95()).isEqualTo(direct.getValueAtPercentile(95));
        assertThat(stats.p99()).isEqualTo(direct.getValueAtPercentile(99));
        assertThat(stats.p999()).isEqualTo(Math.min(max, direct.getValueAtPercentile(99.9)));
        assertThat(stats.max()).isEqualTo(max);
    }

    @Test
    void takesMinutesWhereTheFineRollupsAreGone() throws Exception {
        Path file = directory.resolve("app.db");
        try (DatabaseBuilder database = oneOperation(file)) {
            database.rollup(1, 1, 60, START, 0, 0, 10, 20);
            database.rollup(1, 1, 60, START.plusSeconds(60), 0, 0, 30);
            database.rollup(1, 1, 60, START.plusSeconds(120), 0, 0, 40);
            database.rollup(1, 1, 10, START.plusSeconds(120), 0, 0, 40);
        }
        OperationStatsReport old =
                find(file, RunScope.of(1), new TimeWindow(START.plusSeconds(61), START.plusSeconds(125)));
        assertThat(old.bucketSeconds()).isEqualTo(60);
        assertThat(old.operations().get(0).calls()).isEqualTo(2);

        OperationStatsReport recent = find(file, RunScope.of(1), new TimeWindow(START.plusSeconds(121), null));
        assertThat(recent.bucketSeconds()).isEqualTo(10);
        assertThat(recent.covered()).isEqualTo(new TimeWindow(START.plusSeconds(120), null));
    }

    @Test
    void readsFewRowsOfALongRun() throws Exception {
        Path file = directory.resolve("app.db");
        try (DatabaseBuilder database = DatabaseBuilder.create(file)) {
            Instant end = START.plus(Duration.ofHours(30));
            database.run(1, 11, end, null).operation(1, "com.acme.Cache.get", "");
            database.execute("BEGIN");
            for (int seconds : new int[] {10, 60, 3_600}) {
                for (Instant at = START; at.isBefore(end); at = at.plusSeconds(seconds)) {
                    database.rollup(1, 1, seconds, at, 0, 0, new long[seconds / 10]);
                }
            }
            database.execute("COMMIT");
        }
        Instant from = START.plusSeconds(5 * 3_600 + 58 * 60 + 31);
        OperationStatsReport day = find(file, RunScope.of(1), new TimeWindow(from, null));
        assertThat(day.operations().get(0).calls()).isEqualTo(24 * 360 + 6 + 3);
        assertThat(day.bucketSeconds()).isEqualTo(10);
        // The last hour and its last minute may still grow. At the beginning 3 times 10 seconds and a minute.
        assertThat(day.rollupsRead()).isEqualTo(3 + 1 + 23 + 59 + 6);
    }

    @Test
    void findsRollupsByTheirPrimaryKey() throws Exception {
        Path file = directory.resolve("app.db");
        oneOperation(file).close();
        for (String query : List.of(RollupQuery.ROLLUPS, RollupQuery.FIRST_BUCKET)) {
            try (ReadConnection reader = ReadConnection.open(file);
                    Statement statement = reader.connection().createStatement();
                    ResultSet row = statement.executeQuery("EXPLAIN QUERY PLAN " + query)) {
                assertThat(row.next()).isTrue();
                assertThat(row.getString("detail")).contains("USING PRIMARY KEY (run=? AND seconds=?");
                assertThat(row.next()).isFalse();
            }
        }
    }

    @Test
    void addsUpRuns() throws Exception {
        Path file = directory.resolve("app.db");
        try (DatabaseBuilder database = oneOperation(file)) {
            database.run(2, 12, START.plusSeconds(90), null);
            database.rollup(1, 1, 0, START, 1, 0, 100, 200).rollup(2, 1, 0, START, 0, 1, 50, 900);
        }
        OperationStats one =
                find(file, RunScope.of(2), TimeWindow.ALL).operations().get(0);
        assertThat(one.calls()).isEqualTo(2);
        OperationStats all =
                find(file, RunScope.ALL, TimeWindow.ALL).operations().get(0);
        assertThat(all.calls()).isEqualTo(4);
        assertThat(all.total()).isEqualTo(1_250);
        assertThat(all.min()).isEqualTo(50);
        assertThat(all.max()).isEqualTo(900);
        assertThat(all.p50()).isEqualTo(100);
    }

    @Test
    void countsCallsThatWereNotTimed() throws Exception {
        Path file = directory.resolve("app.db");
        try (DatabaseBuilder database = oneOperation(file)) {
            database.rollup(1, 1, 10, START, 0, 0).rollup(1, 1, 10, START.plusSeconds(10), 0, 0, 7);
            database.execute("UPDATE rollup SET count = 40 WHERE timed = 0");
        }
        OperationStats stats = find(file, RunScope.of(1), new TimeWindow(START.plusSeconds(1), null))
                .operations()
                .get(0);
        assertThat(stats.calls()).isEqualTo(41);
        assertThat(stats.timed()).isEqualTo(1);
        assertThat(stats.min()).isEqualTo(7);
        assertThat(stats.p99()).isEqualTo(7);
    }

    @Test
    void anOutlineHasTheSumsOfTheWholeStatistics() throws Exception {
        Path file = directory.resolve("app.db");
        try (DatabaseBuilder database = oneOperation(file)) {
            database.operation(2, "com.acme.Cache.put", "cache");
            database.run(2, 12, START.plusSeconds(90), null);
            for (int bucket = 0; bucket < 12; bucket++) {
                Instant at = START.plusSeconds(10L * bucket);
                database.rollup(1, 1, 10, at, 1, 0, 100 + bucket, 200).rollup(1, 2, 10, at, 0, 1, 50, 900 + bucket);
                database.rollup(2, 2, 10, at, 2, 1, 70);
            }
        }
        TimeWindow window = new TimeWindow(START.plusSeconds(13), START.plusSeconds(100));
        Map<String, OperationStats> whole = find(file, RunScope.ALL, window).operations().stream()
                .collect(Collectors.toMap(OperationStats::operation, each -> each));

        try (ReadConnection reader = ReadConnection.open(file)) {
            OperationStatsQuery query = new OperationStatsQuery(reader.connection());
            Map<Long, OperationStats> outline = query.outline(RunScope.ALL, window, null);
            assertThat(outline).containsOnlyKeys(1L, 2L);
            assertThat(outline.values())
                    .allSatisfy(sums -> assertThat(sums)
                            .usingRecursiveComparison()
                            .ignoringFields("min", "p50", "p90", "p95", "p99", "p999")
                            .isEqualTo(whole.get(sums.operation())));
            assertThat(query.outline(RunScope.ALL, window, Set.of(2L))).containsOnlyKeys(2L);
            assertThat(query.find(RunScope.ALL, window, Set.of(2L)).operations())
                    .containsExactly(whole.get("com.acme.Cache.put"));
        }
    }

    private static DatabaseBuilder oneOperation(Path file) throws Exception {
        return DatabaseBuilder.create(file)
                .run(1, 11, START.plusSeconds(60), START.plus(Duration.ofMinutes(3)))
                .operation(1, "com.acme.Cache.get", "");
    }

    private static OperationStatsReport find(Path file, RunScope scope, TimeWindow window) throws Exception {
        try (ReadConnection reader = ReadConnection.open(file)) {
            return new OperationStatsQuery(reader.connection()).find(scope, window);
        }
    }
}

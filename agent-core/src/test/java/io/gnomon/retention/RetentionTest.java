package io.gnomon.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.gnomon.cli.CommandRun;
import io.gnomon.log.RotatingLog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;

/** A real file over simulated days. */
class RetentionTest {

    private static final long MIB = 1 << 20;

    private static final RetentionSettings SHORT = new RetentionSettings(
            Duration.ofHours(2),
            Duration.ofHours(1),
            Duration.ofHours(6),
            Duration.ofDays(1),
            Duration.ofDays(2),
            1_024 * MIB,
            0);

    /** No hour of the first day goes. */
    private static final RetentionSettings LONGER = new RetentionSettings(
            SHORT.rows(),
            SHORT.tenSeconds(),
            SHORT.minutes(),
            Duration.ofDays(3),
            Duration.ofDays(4),
            SHORT.maxBytes(),
            0);

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void locate() {
        file = folder.resolve("service.db");
    }

    private SimulatedService service(RetentionSettings settings, int operations) throws Exception {
        return new SimulatedService(file, settings, operations, operations, 40, 200, true, new RotatingLog(MIB));
    }

    @Test
    void eachKindOfDataIsKeptAsLongAsItIsToBe() throws Exception {
        try (SimulatedService service = service(SHORT, 3)) {
            service.live(Duration.ofDays(3));
            long now = service.nowMicros();

            assertThat(age("SELECT min(start) FROM sample", now)).isBetween(1.9, 2.1);
            assertThat(age("SELECT min(at) FROM flush", now)).isBetween(1.9, 2.1);
            assertThat(age("SELECT min(bucket) FROM rollup WHERE seconds = 10", now))
                    .isBetween(0.9, 1.1);
            assertThat(age("SELECT min(bucket) FROM rollup WHERE seconds = 60", now))
                    .isBetween(5.9, 6.1);
            assertThat(age("SELECT min(bucket) FROM rollup WHERE seconds = 3600", now))
                    .isBetween(22.0, 25.0);
            assertThat(age("SELECT min(bucket) FROM rollup WHERE seconds = 86400", now))
                    .isBetween(24.0, 48.1);
            assertThat(number("SELECT count(*) FROM rollup WHERE seconds < 0")).isZero();
        }
        assertThat(text("PRAGMA integrity_check")).isEqualTo("ok");
    }

    /** By every figure, the histogram included. */
    @Test
    void aDayIsExactlyTheSumOfItsHours() throws Exception {
        try (SimulatedService service = service(LONGER, 25)) {
            service.live(Duration.ofHours(27));
        }
        assertThat(number("SELECT count(*) FROM rollup WHERE seconds = 86400")).isEqualTo(25);
        String sums = "SELECT group_concat(x) FROM (SELECT operation || ' ' || sum(count) || ' ' || sum(sum) || ' ' ||"
                + " sum(self) || ' ' || sum(timed) || ' ' || min(min) || ' ' || max(max) || ' ' || sum(effective) AS x"
                + " FROM rollup WHERE seconds = %d AND bucket < %d GROUP BY operation ORDER BY operation)";
        long end = SimulatedService.BEGIN.plus(Duration.ofDays(1)).getEpochSecond() * 1_000_000;
        assertThat(text(sums.formatted(86_400, end))).isEqualTo(text(sums.formatted(3_600, end)));
        assertThat(HistogramCheck.counts(source(), 86_400, end))
                .isEqualTo(HistogramCheck.counts(source(), 3_600, end))
                .isNotEmpty();
    }

    /** Each call is in one row, whatever its age. */
    @Test
    void edgesAddUpToAllCalls() throws Exception {
        try (SimulatedService service = service(SHORT, 3)) {
            service.live(Duration.ofHours(40));
        }
        assertThat(number("SELECT count(DISTINCT seconds) FROM call_edge")).isEqualTo(3);
        assertThat(number("SELECT sum(count) FROM call_edge"))
                .isEqualTo(number("SELECT sum(count) FROM rollup WHERE seconds = 0"));
    }

    @Test
    void aRunIsListedForAsLongAsAnythingOfItIsKept() throws Exception {
        for (int run = 0; run < 3; run++) {
            try (SimulatedService service = service(SHORT, 3)) {
                service.live(Duration.ofHours(1));
                execute("INSERT INTO operation SELECT 1000 + max(id), 'only here ' || max(id), NULL, NULL, NULL, '',"
                        + " '', 0, '' FROM operation");
                execute("UPDATE run SET ended = last_sign");
                execute("DELETE FROM owner");
            }
        }
        assertThat(number("SELECT count(*) FROM run")).isEqualTo(3);

        try (SimulatedService service = service(SHORT, 3)) {
            service.live(Duration.ofHours(30));
            assertThat(number("SELECT count(*) FROM run")).isEqualTo(4);
            service.live(Duration.ofHours(42));
        }
        assertThat(number("SELECT count(*) FROM run")).isEqualTo(1);
        assertThat(number("SELECT count(*) FROM operation")).isEqualTo(3);
        for (String table : List.of("rollup", "call_edge", "thread", "ledger", "rule", "event", "flush")) {
            assertThat(number("SELECT count(*) FROM " + table + " WHERE run < 4"))
                    .describedAs(table)
                    .isZero();
        }
    }

    @Test
    void theFileStaysWithinItsLimit() throws Exception {
        RetentionSettings small = new RetentionSettings(
                Duration.ofDays(1),
                Duration.ofHours(6),
                Duration.ofDays(7),
                Duration.ofDays(90),
                Duration.ofDays(365),
                16 * MIB,
                0);
        try (SimulatedService service =
                new SimulatedService(file, small, 20, 20, 40, 4_000, true, new RotatingLog(MIB))) {
            for (int hour = 0; hour < 30; hour++) {
                service.live(Duration.ofHours(1));
                assertThat(Files.size(file)).isLessThanOrEqualTo(16 * MIB);
            }
            // Neither can be set later.
            assertThat(number("PRAGMA page_size")).isEqualTo(8_192);
            assertThat(number("PRAGMA auto_vacuum")).isEqualTo(2);
            // The oldest calls went first; figures that are coarser were kept.
            assertThat(age("SELECT min(start) FROM sample", service.nowMicros()))
                    .isLessThan(24);
            assertThat(age("SELECT min(bucket) FROM rollup WHERE seconds = 3600", service.nowMicros()))
                    .isGreaterThan(28);
        }
        assertThat(text("PRAGMA integrity_check")).isEqualTo("ok");
    }

    /** Of a run that was killed, the last minute lacks what only the ten seconds have. */
    @Test
    void theLastMinuteOfAKilledRunIsCompleted() throws Exception {
        try (SimulatedService service = service(SHORT, 3)) {
            service.live(Duration.ofMinutes(10).plusSeconds(30));
            execute("DELETE FROM owner");
        }
        long calls = number("SELECT sum(count) FROM rollup WHERE run = 1 AND seconds = 10");
        assertThat(number("SELECT sum(count) FROM rollup WHERE run = 1 AND seconds = 60"))
                .isLessThan(calls);
        try (SimulatedService service = service(SHORT, 3)) {
            service.live(Duration.ofMinutes(1));
        }
        assertThat(number("SELECT sum(count) FROM rollup WHERE run = 1 AND seconds = 60"))
                .isEqualTo(calls);
    }

    /** In hours. */
    /** In which there is no 29th of February. */
    @Test
    void theYear2100IsAYearLikeAnyOther() throws Exception {
        Instant begin = Instant.parse("2100-02-28T20:00:00Z");
        try (SimulatedService service =
                new SimulatedService(file, begin, SHORT, 3, 3, 40, 20, true, new RotatingLog(MIB))) {
            service.live(Duration.ofHours(8));
            long now = service.nowMicros();

            assertThat(text("SELECT started_at FROM runs")).isEqualTo("2100-02-28T20:00:00.000000Z");
            assertThat(text("SELECT max(bucket_at) FROM operation_rollups WHERE seconds = 10"))
                    .isEqualTo("2100-03-01T03:59:50Z");
            assertThat(age("SELECT min(start) FROM sample", now)).isBetween(1.9, 2.1);
            assertThat(age("SELECT min(bucket) FROM rollup WHERE seconds = 60", now))
                    .isBetween(5.9, 6.1);
            assertThat(age("SELECT min(bucket) FROM rollup WHERE seconds = 3600", now))
                    .isEqualTo(8);
            assertThat(number("SELECT sum(count) FROM rollup WHERE seconds = 3600"))
                    .isEqualTo(number("SELECT sum(count) FROM rollup WHERE seconds = 0"));
        }
        CommandRun stats = CommandRun.of("stats", file);
        assertThat(stats.err()).isEmpty();
        assertThat(stats.exitCode()).isZero();
        assertThat(stats.out()).contains("service.operation0", "2100-02-28T20:00:00.000Z to 2100-03-01T04:00:00.000Z");
        CommandRun window = CommandRun.of(
                "stats", file, "--since", "2100-02-28T23:00:00Z", "--until", "2100-03-01T01:00:00Z", "--json");
        assertThat(window.err()).isEmpty();
        assertThat(window.exitCode()).isZero();
        assertThat(window.out()).contains("2100-02-28T23:00:00");
    }

    private double age(String query, long nowMicros) throws SQLException {
        return (nowMicros - number(query)) / 3.6e9;
    }

    private SQLiteDataSource source() {
        SQLiteDataSource source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:" + file);
        return source;
    }

    private long number(String query) throws SQLException {
        return Long.parseLong(text(query));
    }

    private String text(String query) throws SQLException {
        try (Connection connection = source().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return String.valueOf(row.getString(1));
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = source().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}

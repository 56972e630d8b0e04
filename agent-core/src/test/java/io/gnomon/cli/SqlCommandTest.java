package io.gnomon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.gnomon.cli.input.ExitCode;
import io.gnomon.store.write.OrdersDatabase;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlCommandTest {

    @TempDir
    private Path directory;

    private Path orders;

    @BeforeEach
    void createDatabase() throws Exception {
        orders = directory.resolve("orders.db");
        OrdersDatabase.create(orders).close();
    }

    @Test
    void printsAnAlignedTable() {
        assertThat(CommandRun.of("sql", orders, "SELECT name, id, null AS none, 'a' || char(10) || 'b' FROM thread;")
                        .out())
                .isEqualTo("""
                        name    id  none  'a' || char(10) || 'b'
                        http-1   1  -     a\\nb
                        http-2   2  -     a\\nb
                        """);
    }

    @Test
    void printsValuesWithTheirTypesInJson() {
        assertThat(CommandRun.of(
                                "sql",
                                orders,
                                "--json",
                                "SELECT 1 AS i, 1.5 AS r, 'µ;--' AS t, null AS n, x'00ff' AS b")
                        .objects("rows")
                        .get(0))
                .containsEntry("i", 1L)
                .containsEntry("r", 1.5)
                .containsEntry("t", "µ;--")
                .containsEntry("n", null)
                .containsEntry("b", "AP8=");
    }

    @Test
    void losesNoColumnInJsonThatHasTheNameOfAnother() {
        assertThat(CommandRun.of("sql", orders, "--json", "SELECT 1 AS a, 2 AS a, 3 AS a_2, 4 AS a_2, 5 AS a")
                        .objects("rows")
                        .get(0))
                .containsExactly(
                        Map.entry("a", 1L),
                        Map.entry("a_3", 2L),
                        Map.entry("a_2", 3L),
                        Map.entry("a_2_2", 4L),
                        Map.entry("a_4", 5L));
    }

    @Test
    void saysWhatSqliteSaysAndNoMore() {
        assertThat(CommandRun.of("sql", orders, "SELECT * FROM cals").err())
                .isEqualTo("gnomon: the query failed: no such table: cals (did you mean 'calls'?)\n");
    }

    @Test
    void takesTheQueryFromStandardInput() {
        assertThat(CommandRun.withInput(
                                "-- how many?\nSELECT count(*) AS n\nFROM calls; -- that many\n", "sql", orders, "-")
                        .out())
                .isEqualTo(" n\n17\n");
    }

    @Test
    void printsManyRowsInBlocks() {
        String query = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1001) SELECT i FROM n";
        assertThat(CommandRun.of("sql", orders, query).lines()).hasSize(1003).endsWith("   i", "1001");
        assertThat(CommandRun.of("sql", orders, "SELECT id FROM run WHERE id = 9")
                        .out())
                .isEqualTo("id\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DELETE FROM sample",
                "/* SELECT */ UPDATE run SET pid = 1",
                "PRAGMA journal_mode = DELETE",
                "PRAGMA journal_mode(DELETE)",
                "PRAGMA query_only = 0",
                "ATTACH 'other.db' AS other",
                "VACUUM INTO 'copy.db'",
                "SELECT 1; DELETE FROM sample",
                "SELECT ';' ; -- end\n SELECT 2",
                "",
                "-- nothing"
            })
    void runsNothingButOneReadingStatement(String statement) {
        CommandRun run = CommandRun.withInput(statement, "sql", orders, "-");
        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).startsWith("gnomon: ").hasLineCount(1);
        assertThat(run.out()).isEmpty();
    }

    @Test
    void writesNothingEvenWhereAStatementLooksLikeReading() {
        CommandRun run = CommandRun.of("sql", orders, "WITH one AS (SELECT 1) DELETE FROM sample");
        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(CommandRun.of("sql", orders, "SELECT count(*) AS n FROM sample")
                        .out())
                .isEqualTo(" n\n17\n");
    }

    @Test
    void runsReportingPragmas() {
        assertThat(CommandRun.of("sql", orders, "PRAGMA integrity_check").out()).isEqualTo("integrity_check\nok\n");
        assertThat(CommandRun.of("sql", orders, "PRAGMA table_info(run)").out()).contains("last_flush");
    }
}

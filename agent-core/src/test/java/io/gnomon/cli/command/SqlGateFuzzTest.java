package io.gnomon.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.gnomon.cli.CommandRun;
import io.gnomon.cli.input.CommandFailure;
import io.gnomon.cli.input.ExitCode;
import io.gnomon.fuzz.Fuzzing;
import io.gnomon.store.write.OrdersDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gate before {@code sql}: what passes it changes nothing, whatever it is. */
class SqlGateFuzzTest {

    private static final List<String> READING = List.of(
            "SELECT operation, calls FROM operation_stats ORDER BY calls DESC LIMIT 5",
            "WITH x(a) AS (SELECT 1) SELECT a, ';' AS \"b;\", [c;] FROM x, (SELECT 1 AS [c;]) -- ; end",
            "EXPLAIN QUERY PLAN SELECT * FROM sample WHERE id = 1 /* ; */",
            "PRAGMA table_info(run);");

    private static final List<String> WRITING = List.of(
            "DELETE FROM sample",
            "SELECT 1; DROP TABLE sample",
            "WITH x AS (SELECT 1) DELETE FROM sample",
            "WITH x AS (SELECT 1) INSERT INTO thread SELECT 9, 1, 'x'",
            "EXPLAIN DELETE FROM sample",
            "PRAGMA user_version = 7",
            "PRAGMA journal_mode(delete)",
            "PRAGMA query_only = 0",
            "ATTACH 'other.db' AS other",
            "VACUUM INTO 'copy.db'",
            "SELECT 1 /* */ ; PRAGMA query_only = 0; DELETE FROM sample",
            "SELECT load_extension('x')",
            "CREATE TABLE x (y)",
            "REINDEX");

    @TempDir
    private Path folder;

    @Test
    void aTextIsOneReadingStatementOrNot() throws Exception {
        Fuzzing.run(60_000, mutator -> {
            try {
                SqlText.requireReading(mutator.text(mutator.oneOf(mutator.below(2) == 0 ? READING : WRITING)));
            } catch (CommandFailure mistake) {
                assertThat(mistake.exitCode()).isEqualTo(ExitCode.USAGE);
                assertThat(mistake.getMessage()).isNotBlank();
            }
        });
    }

    @Test
    void whatPassesChangesNothing() throws Exception {
        Path orders = folder.resolve("orders.db");
        OrdersDatabase.create(orders).close();
        byte[] before = Files.readAllBytes(orders);
        Fuzzing.run(10_000, mutator -> {
            String text = mutator.text(mutator.oneOf(mutator.below(3) == 0 ? READING : WRITING));

            CommandRun run = CommandRun.of("sql", "--json", "--", orders, text);

            assertThat(run.exitCode()).as(text).isIn(ExitCode.OK, ExitCode.USAGE, ExitCode.FAILED);
            assertThat(run.exitCode() == ExitCode.OK)
                    .as(text)
                    .isEqualTo(run.err().isEmpty());
        });
        assertThat(Files.readAllBytes(orders)).isEqualTo(before);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(orders);
        }
    }
}

package io.gnomon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.gnomon.store.write.OrdersDatabase;
import io.gnomon.text.Escapes;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sqlite.SQLiteDataSource;

/** All text in the file is a stranger's: no command passes on what a terminal would obey, or what deceives who reads it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileTextTest {

    private static final String HOSTILE =
            "\u001b[2J\u001b]0;title\u0007\b\u007f\u009b31m\r\nnext\tline\u202eRLO\u2066\u200f\u061c"
                    + "\u200b\ufeff\u2028\udb40\udc41\ud83d\ude00";

    private Path file;

    @BeforeAll
    void createDatabase(@TempDir Path folder) throws Exception {
        file = folder.resolve("hostile.db");
        OrdersDatabase.create(file).close();
        SQLiteDataSource source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:" + file.toUri());
        try (Connection connection = source.getConnection()) {
            for (String column : textColumns(connection)) {
                String table = column.substring(0, column.indexOf('.'));
                String name = column.substring(column.indexOf('.') + 1);
                try (PreparedStatement update = connection.prepareStatement(
                        "UPDATE " + table + " SET " + name + " = coalesce(" + name + ", 'x') || ?")) {
                    update.setString(1, HOSTILE);
                    update.executeUpdate();
                }
            }
        }
    }

    /** All but the ledger's, whose entries the reports look for. */
    private static List<String> textColumns(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT t.name || '.' || c.name FROM sqlite_schema t,"
                        + " pragma_table_info(t.name) c WHERE t.type = 'table' AND c.type = 'TEXT'"
                        + " AND t.name <> 'ledger'")) {
            List<String> columns = new ArrayList<>();
            while (row.next()) {
                columns.add(row.getString(1));
            }
            return columns;
        }
    }

    static Stream<List<String>> commands() {
        return Stream.of(
                List.of("stats", "FILE"),
                List.of("slow", "FILE"),
                List.of("slow", "FILE", "--all", "--limit", "0"),
                List.of("tree", "FILE"),
                List.of("tree", "FILE", "--call", "8", "--full", "--stack"),
                List.of("errors", "FILE"),
                List.of("errors", "FILE", "--full"),
                List.of("errors", "FILE", "--all"),
                List.of("trend", "FILE"),
                List.of("trend", "FILE", "com.acme.*"),
                List.of("profile", "FILE", "--full"),
                List.of("top", "FILE"),
                List.of("runs", "FILE"),
                List.of("sql", "FILE", "SELECT * FROM calls"),
                List.of("sql", "FILE", "SELECT * FROM failed_calls"),
                List.of("sql", "FILE", "SELECT * FROM runs"),
                List.of("sql", "FILE", "SELECT * FROM events"),
                List.of("sql", "FILE", "SELECT * FROM rules"),
                List.of("sql", "FILE", "SELECT text AS \"" + HOSTILE + "\" FROM stack"),
                List.of("doctor", "application=" + HOSTILE.replace(",", "")),
                List.of("config", "rules='" + HOSTILE + "'"));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void noneOfItIsPrintedRaw(List<String> command) {
        CommandRun text = run(command);
        assertThat(text.exitCode()).as(text.err()).isLessThan(2);
        assertHarmless(text.out());
        assertHarmless(text.err());
        assertThat(text.out() + text.err()).contains("\\u001b[2J", "\\u202e");
        assertHarmless(CommandRun.ascii(arguments(command)).out());
        assertHarmless(CommandRun.narrow(60, arguments(command)).out());
    }

    @ParameterizedTest
    @MethodSource("commands")
    void norInJson(List<String> command) {
        List<String> withJson = new ArrayList<>(command);
        withJson.add("--json");
        withJson.removeAll(List.of("--full"));
        CommandRun json = run(withJson);
        assertHarmless(json.out());
        assertThat(json.json().toString()).contains(HOSTILE.substring(0, 8));
    }

    @Test
    void norWhatWasTyped() {
        Stream.of(
                        List.of(HOSTILE),
                        List.of("stats", HOSTILE),
                        List.of("stats", "FILE", "--" + HOSTILE),
                        List.of("stats", "FILE", "--operation", HOSTILE),
                        List.of("tree", "FILE", HOSTILE),
                        List.of("sql", "FILE", "SELECT " + HOSTILE),
                        List.of("sql", "FILE", "DROP " + HOSTILE),
                        List.of("attach", HOSTILE),
                        List.of("config", HOSTILE + "=1"))
                .forEach(command -> {
                    CommandRun run = run(command);
                    assertHarmless(run.out());
                    assertHarmless(run.err());
                });
    }

    private CommandRun run(List<String> command) {
        return CommandRun.of(arguments(command));
    }

    private Object[] arguments(List<String> command) {
        return command.stream()
                .map(word -> word.equals("FILE") ? file.toString() : word)
                .toArray();
    }

    private static void assertHarmless(String printed) {
        assertThat(printed.codePoints().filter(sign -> sign != '\n' && Escapes.isInvisible(sign)))
                .as(printed)
                .isEmpty();
    }
}

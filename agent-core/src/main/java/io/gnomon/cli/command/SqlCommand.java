package io.gnomon.cli.command;

import io.gnomon.cli.input.CommandFailure;
import io.gnomon.cli.input.DatabaseReader;
import io.gnomon.cli.input.ExitCode;
import io.gnomon.cli.input.SqlReason;
import io.gnomon.cli.json.JsonOutput;
import io.gnomon.cli.text.Terminal;
import io.gnomon.cli.text.TextTable;
import io.gnomon.rules.Suggestion;
import io.gnomon.store.read.ReadConnection;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "sql",
        description = "Runs a query. These views are made for it: runs, operation_stats, operation_rollups, calls,"
                + " slow_calls, failed_calls, call_edges, trend, profile, accounts, events and rules.",
        footer = {
            "",
            "Examples:",
            "  sql gnomon/orders.db 'SELECT operation, calls, p99_ms FROM operation_stats ORDER BY p99_ms DESC LIMIT 5'",
            "  sql gnomon/orders.db --json - < query.sql",
            "",
            "In JSON, columns of the same name are told apart by a number: a, a_2, a_3."
        })
public final class SqlCommand implements Callable<Integer> {

    /** Text is printed in blocks, each aligned by itself, so that a long answer needs little memory. */
    private static final int BLOCK = 1_000;

    private static final String NO_TABLE = "no such table: ";

    @Parameters(index = "0", paramLabel = "FILE", description = "The database, such as gnomon/orders.db.")
    private Path file = Path.of("");

    @Parameters(
            index = "1",
            paramLabel = "QUERY",
            description = "One statement that only reads; '-' reads it from standard input.")
    private String query = "";

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    private final Terminal terminal;

    public SqlCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        String sql = query.equals("-") ? standardInput() : query;
        SqlText.requireReading(sql);
        try (ReadConnection read = DatabaseReader.open(file);
                Statement statement = read.connection().createStatement();
                ResultSet rows = run(statement, sql)) {
            read.note().ifPresent(terminal::complain);
            if (json) {
                write(rows);
            } else {
                print(rows);
            }
            return ExitCode.OK;
        }
    }

    private static ResultSet run(Statement statement, String sql) throws SQLException {
        try {
            return statement.executeQuery(sql);
        } catch (SQLException refused) {
            String reason = SqlReason.of(refused);
            if (!reason.startsWith(NO_TABLE)) {
                throw refused;
            }
            String hint = Suggestion.hint(reason.substring(NO_TABLE.length()), tables(statement.getConnection()));
            throw new CommandFailure(ExitCode.FAILED, "the query failed: " + reason + hint, refused);
        }
    }

    private static List<String> tables(Connection connection) throws SQLException {
        List<String> names = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT name FROM sqlite_schema WHERE type IN ('table', 'view')")) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }

    private String standardInput() {
        try {
            return new String(terminal.in().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "the query cannot be read from standard input: " + unreadable.getMessage(),
                    unreadable);
        }
    }

    private void print(ResultSet rows) throws SQLException {
        String[] names = names(rows.getMetaData());
        boolean more = rows.next();
        do {
            TextTable table = new TextTable();
            Object[] first = more ? values(rows, names.length) : new Object[names.length];
            for (int column = 0; column < names.length; column++) {
                if (first[column] instanceof Number) {
                    table.number(names[column]);
                } else {
                    table.text(names[column]);
                }
            }
            for (int row = 0; more && row < BLOCK; row++, more = rows.next()) {
                table.row(Arrays.stream(values(rows, names.length))
                        .map(SqlCommand::text)
                        .toArray(String[]::new));
            }
            table.print(terminal);
        } while (more && !terminal.out().isBroken());
    }

    private void write(ResultSet rows) throws SQLException, IOException {
        String[] names = distinct(names(rows.getMetaData()));
        try (JsonOutput document = new JsonOutput(terminal)) {
            document.text("file", file.toString());
            document.startArray("rows");
            while (!terminal.out().isBroken() && rows.next()) {
                document.startObject();
                for (int column = 0; column < names.length; column++) {
                    document.value(names[column], rows.getObject(column + 1));
                }
                document.endObject();
            }
            document.endArray();
        }
    }

    private static String[] names(ResultSetMetaData columns) throws SQLException {
        String[] names = new String[columns.getColumnCount()];
        for (int column = 0; column < names.length; column++) {
            names[column] = columns.getColumnLabel(column + 1);
        }
        return names;
    }

    /** An object in JSON has each name once, and programs that read it keep only one of several values. */
    static String[] distinct(String[] names) {
        Set<String> given = new HashSet<>(Arrays.asList(names));
        Set<String> taken = new HashSet<>();
        String[] distinct = new String[names.length];
        for (int column = 0; column < names.length; column++) {
            String name = names[column];
            for (int number = 2; !taken.add(name); number++) {
                String numbered = names[column] + "_" + number;
                name = given.contains(numbered) ? name : numbered;
            }
            distinct[column] = name;
        }
        return distinct;
    }

    private static @Nullable Object[] values(ResultSet rows, int count) throws SQLException {
        @Nullable Object[] values = new Object[count];
        for (int column = 0; column < count; column++) {
            values[column] = rows.getObject(column + 1);
        }
        return values;
    }

    private static String text(@Nullable Object value) {
        if (value == null) {
            return "-";
        }
        if (value instanceof byte[] bytes) {
            return "x'" + HexFormat.of().formatHex(bytes, 0, Math.min(16, bytes.length))
                    + (bytes.length > 16 ? "..'" : "'");
        }
        if (value instanceof Double number && Double.isFinite(number)) {
            return number == 0
                    ? "0"
                    : BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
        }
        return value.toString().replace("\t", "    ");
    }
}

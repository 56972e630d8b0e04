package io.gnomon.examples.orders;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.sqlite.SQLiteDataSource;

/** What the agent has recorded, by its documented views. */
final class RecordedCalls {

    private final SQLiteDataSource file = new SQLiteDataSource();

    RecordedCalls(Path file) {
        this.file.setUrl("jdbc:sqlite:" + file);
    }

    /** The answer of a query for one number. */
    long number(String query) throws SQLException {
        return Long.parseLong(column(query).get(0));
    }

    /** The first column of a query's answer. */
    List<String> column(String query) throws SQLException {
        try (Connection connection = file.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            List<String> values = new ArrayList<>();
            while (row.next()) {
                values.add(row.getString(1));
            }
            return values;
        }
    }

    /** How often an operation was called. */
    long calls(String operation) throws SQLException {
        return number("SELECT calls FROM operation_stats WHERE operation = '" + operation + "'");
    }

    /** How many calls of an operation failed. */
    long errors(String operation) throws SQLException {
        return number("SELECT errors FROM operation_stats WHERE operation = '" + operation + "'");
    }

    /**
     * The operations around the latest call of {@code operation}, its caller first, out to the root of its tree.
     *
     * @param condition which of its calls, in terms of the view {@code calls}
     */
    List<String> callersOf(String operation, String condition) throws SQLException {
        return column("""
                WITH RECURSIVE out(call, operation, caller, height) AS (
                  SELECT call, operation, caller, 0 FROM calls
                  WHERE call = (SELECT max(call) FROM calls WHERE operation = '%s' AND %s)
                  UNION ALL
                  SELECT c.call, c.operation, c.caller, height + 1 FROM out JOIN calls c ON c.call = out.caller)
                SELECT operation FROM out WHERE height > 0 ORDER BY height
                """.formatted(operation, condition));
    }
}

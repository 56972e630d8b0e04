package io.gnomon.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sqlite.SQLiteDataSource;

/** Asks the file that the agent left, as a user would, in SQL. */
final class CallsFile {

    private final SQLiteDataSource source = new SQLiteDataSource();

    CallsFile(Path file) {
        source.setUrl("jdbc:sqlite:" + file);
    }

    long number(String query) {
        return ((Number) value(query)).longValue();
    }

    String text(String query) {
        return String.valueOf(value(query));
    }

    private Object value(String query) {
        List<Map<String, Object>> rows = rows(query);
        if (rows.size() != 1) {
            throw new AssertionError(rows.size() + " rows, not one: " + query);
        }
        return rows.get(0).values().iterator().next();
    }

    List<Map<String, Object>> rows(String query) {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            List<Map<String, Object>> rows = new ArrayList<>();
            ResultSetMetaData columns = result.getMetaData();
            while (result.next()) {
                Map<String, Object> row = new LinkedHashMap<>();
                for (int column = 1; column <= columns.getColumnCount(); column++) {
                    row.put(columns.getColumnLabel(column), result.getObject(column));
                }
                rows.add(row);
            }
            return rows;
        } catch (SQLException failure) {
            throw new AssertionError(query, failure);
        }
    }

    /**
     * Waits until the query says so much, while the process lives. Reads the file only if it is there: SQLite would make one.
     */
    static void awaitAtLeast(long wanted, Path file, String query, Process process) {
        await().atMost(ForkedJvm.PATIENCE).ignoreExceptions().until(() -> {
            assertThat(process.isAlive()).isTrue();
            return Files.size(file) > 0 && new CallsFile(file).number(query) >= wanted;
        });
    }

    /** Whether each produced call is stored, sampled out or counted as dropped. */
    boolean ledgerBalances() {
        return number("SELECT sum(produced - stored - sampled_out - pending - dropped) FROM accounts") == 0;
    }
}

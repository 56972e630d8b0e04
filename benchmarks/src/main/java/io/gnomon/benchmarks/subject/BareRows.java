package io.gnomon.benchmarks.subject;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes rows as fast as plain JDBC can, 200 to a statement: the very rows that the agent has written, into the same table
 * of a file with the same settings.
 *
 * <p>Started with the agent's file, a file to write to, how many of the rows to take, how many of them to write in a
 * transaction, and how many times to do it all.
 */
public final class BareRows {

    private static final int ROWS_IN_STATEMENT = 200;
    private static final int COLUMNS = 11;

    private final Path target;
    private final List<String> schema;
    private final List<long[]> rows;
    private final int rowsInTransaction;

    private BareRows(Path target, List<String> schema, List<long[]> rows, int rowsInTransaction) {
        this.target = target;
        this.schema = schema;
        this.rows = rows;
        this.rowsInTransaction = rowsInTransaction;
    }

    /** Says for each time how much CPU time of its thread a row took. */
    public static void main(String[] args) throws Exception {
        List<String> schema;
        List<long[]> rows;
        try (Connection model = DriverManager.getConnection("jdbc:sqlite:" + args[0])) {
            schema = schema(model);
            rows = rows(model, Integer.parseInt(args[2]));
        }
        BareRows loop = new BareRows(Path.of(args[1]), schema, rows, Integer.parseInt(args[3]));
        for (int round = 0; round < Integer.parseInt(args[4]); round++) {
            Dialogue.say("CPU nanoseconds a row: " + loop.write());
        }
    }

    private static List<String> schema(Connection model) throws SQLException {
        List<String> schema = new ArrayList<>();
        try (Statement statement = model.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT sql FROM sqlite_master WHERE tbl_name = 'sample' AND sql IS NOT NULL ORDER BY type DESC")) {
            while (row.next()) {
                schema.add(row.getString(1));
            }
        }
        return schema;
    }

    /** NULL becomes {@link Long#MIN_VALUE}. */
    private static List<long[]> rows(Connection model, int count) throws SQLException {
        List<long[]> rows = new ArrayList<>();
        try (Statement statement = model.createStatement();
                ResultSet result = statement.executeQuery(
                        "SELECT id, operation, parent, thread, start, duration, self, flags, weight, tree, caller"
                                + " FROM sample ORDER BY id LIMIT " + count)) {
            while (result.next()) {
                long[] row = new long[COLUMNS];
                for (int column = 0; column < COLUMNS; column++) {
                    long value = result.getLong(column + 1);
                    row[column] = result.wasNull() ? Long.MIN_VALUE : value;
                }
                rows.add(row);
            }
        }
        return rows;
    }

    private double write() throws Exception {
        for (String end : List.of("", "-journal")) {
            Files.deleteIfExists(Path.of(target + end));
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + target);
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode = DELETE");
            statement.execute("PRAGMA synchronous = NORMAL");
            for (String definition : schema) {
                statement.execute(definition);
            }
            connection.setAutoCommit(false);
            ThreadMXBean threads = ManagementFactory.getThreadMXBean();
            long start = threads.getCurrentThreadCpuTime();
            int written = insertAll(connection);
            return (double) (threads.getCurrentThreadCpuTime() - start) / written;
        }
    }

    private int insertAll(Connection connection) throws SQLException {
        String row = "(?,?,?,?,?,?,?,?,?,?,?)";
        String insert =
                "INSERT INTO sample (id, operation, parent, thread, start, duration, self, flags, weight, tree, caller)"
                        + " VALUES " + (row + ",").repeat(ROWS_IN_STATEMENT - 1) + row;
        int written = 0;
        try (PreparedStatement statement = connection.prepareStatement(insert)) {
            while (rows.size() - written >= ROWS_IN_STATEMENT) {
                for (int place = 0; place < ROWS_IN_STATEMENT; place++) {
                    bind(statement, place * COLUMNS, rows.get(written++));
                }
                statement.executeUpdate();
                if (written % rowsInTransaction < ROWS_IN_STATEMENT) {
                    connection.commit();
                }
            }
        }
        connection.commit();
        return written;
    }

    private static void bind(PreparedStatement statement, int before, long[] row) throws SQLException {
        for (int column = 0; column < COLUMNS; column++) {
            if (row[column] == Long.MIN_VALUE) {
                statement.setNull(before + column + 1, Types.INTEGER);
            } else {
                statement.setLong(before + column + 1, row[column]);
            }
        }
    }
}

package io.gnomon.store;

import io.gnomon.model.RunClock;
import io.gnomon.model.SampleRows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Writes calls, many to a statement: through JDBC most of an insert's cost is per statement, not per row. Notes for each
 * flush which ids and which times it holds, so that a window of time is found without an index over all calls.
 */
final class SampleTable {

    private static final int ROWS_PER_STATEMENT = 200;
    private static final int COLUMNS = 11;

    private final OperationTable operations;
    private final ThreadTable threads;
    private final RunClock clock;
    private final long idBase;
    private final PreparedStatement insertMany;
    private final PreparedStatement insertOne;
    private final PreparedStatement insertFlush;

    private long firstId = Long.MAX_VALUE;
    private long endId;
    private long firstStart = Long.MAX_VALUE;
    private long lastStart = Long.MIN_VALUE;

    /** @param idBase added to every sample id */
    SampleTable(Connection connection, OperationTable operations, ThreadTable threads, RunClock clock, long idBase)
            throws SQLException {
        this.idBase = idBase;
        this.operations = operations;
        this.threads = threads;
        this.clock = clock;
        this.insertMany = connection.prepareStatement(insert(ROWS_PER_STATEMENT));
        this.insertOne = connection.prepareStatement(insert(1));
        this.insertFlush = connection.prepareStatement("""
                INSERT INTO flush (run, at, first_sample, end_sample, first_start, last_start)
                VALUES (?, ?, ?, ?, ?, ?)
                """);
    }

    private static String insert(int rows) {
        return "INSERT INTO sample (id, operation, parent, thread, start, duration, self, flags, weight, tree, caller) VALUES "
                + "(?,?,?,?,?,?,?,?,?,?,?),".repeat(rows - 1)
                + "(?,?,?,?,?,?,?,?,?,?,?)";
    }

    /** The highest id in the file; 0 if it holds no sample. */
    static long lastId(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT coalesce(max(id), 0) FROM sample")) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Writes the rows from {@code from} on, before {@code end}. */
    void write(SampleRows rows, int from, int end) throws SQLException {
        int row = from;
        while (end - row >= ROWS_PER_STATEMENT) {
            for (int place = 0; place < ROWS_PER_STATEMENT; place++) {
                bind(insertMany, place * COLUMNS, rows, row++);
            }
            insertMany.executeUpdate();
        }
        while (row < end) {
            bind(insertOne, 0, rows, row++);
            insertOne.executeUpdate();
        }
    }

    /** Writes the note of the flush that ends here. */
    void writeFlush(long runId, long atMicros) throws SQLException {
        boolean any = firstId < endId;
        insertFlush.setLong(1, runId);
        insertFlush.setLong(2, atMicros);
        insertFlush.setLong(3, any ? firstId : 0);
        insertFlush.setLong(4, any ? endId : 0);
        insertFlush.setObject(5, any ? firstStart : null);
        insertFlush.setObject(6, any ? lastStart : null);
        insertFlush.executeUpdate();
        firstId = Long.MAX_VALUE;
        endId = 0;
        firstStart = Long.MAX_VALUE;
        lastStart = Long.MIN_VALUE;
    }

    private void bind(PreparedStatement insert, int before, SampleRows rows, int row) throws SQLException {
        long id = idBase + rows.id(row);
        long start = clock.epochMicros(rows.startNanos(row));
        long duration = rows.durationNanos(row);
        long self = rows.selfNanos(row);
        insert.setLong(before + 1, id);
        insert.setLong(before + 2, operations.fileId(rows.operation(row)));
        insert.setLong(before + 3, operations.fileId(rows.parent(row)));
        insert.setLong(before + 4, threads.fileId(rows.threadId(row)));
        insert.setLong(before + 5, start);
        insert.setLong(before + 6, duration);
        setOrNull(insert, before + 7, self, duration);
        insert.setLong(before + 8, rows.flags(row));
        insert.setLong(before + 9, rows.weight(row));
        setIdOrNull(insert, before + 10, rows.tree(row));
        setIdOrNull(insert, before + 11, rows.caller(row));
        firstId = Math.min(firstId, id);
        endId = Math.max(endId, id + 1);
        firstStart = Math.min(firstStart, start);
        lastStart = Math.max(lastStart, start);
    }

    private void setIdOrNull(PreparedStatement insert, int parameter, long id) throws SQLException {
        setOrNull(insert, parameter, id == 0 ? 0 : idBase + id, 0);
    }

    /** A NULL takes no room in the row. */
    private static void setOrNull(PreparedStatement insert, int parameter, long value, long nullValue)
            throws SQLException {
        if (value == nullValue) {
            insert.setNull(parameter, java.sql.Types.INTEGER);
        } else {
            insert.setLong(parameter, value);
        }
    }
}

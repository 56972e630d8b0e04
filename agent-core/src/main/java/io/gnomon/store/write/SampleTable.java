package io.gnomon.store.write;

import io.gnomon.model.RunClock;
import io.gnomon.model.SampleRows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Writes calls, many to a statement: through JDBC most of an insert's cost is per statement, not per row. Most calls are
 * ordinary, neither slow nor failed nor inside such; what is the same in all of those stands in the statement itself and
 * need not be bound.
 *
 * <p>Notes for each flush which ids and which times it holds, so that a window of time is found without an index over all
 * calls.
 */
final class SampleTable {

    private static final int MANY = 200;
    private static final int SOME = 10;
    private static final String ORDINARY_ROW = "(?,?,?,?,?,?,?,?,0,NULL,NULL)";
    private static final int ORDINARY_PARAMETERS = 8;
    private static final String ANY_ROW = "(?,?,?,?,?,?,?,?,?,?,?)";
    private static final int PARAMETERS = 11;

    private final OperationTable operations;
    private final ThreadTable threads;
    private final CallTimes times;
    private final long idBase;
    private final Insert insertManyOrdinary;
    private final Insert insertMany;
    private final Insert insertSome;
    private final Insert insertOne;
    private final PreparedStatement insertFlush;

    private long firstId = Long.MAX_VALUE;
    private long endId;
    private long firstStart = Long.MAX_VALUE;
    private long lastStart = Long.MIN_VALUE;

    /** The thread of the row before, most often that of the next, too. */
    private long lastThread = -1;

    private long lastThreadFileId;

    /** @param idBase added to every sample id */
    SampleTable(Connection connection, OperationTable operations, ThreadTable threads, RunClock clock, long idBase)
            throws SQLException {
        this.idBase = idBase;
        this.operations = operations;
        this.threads = threads;
        this.times = new CallTimes(clock);
        this.insertManyOrdinary = Insert.prepare(connection, insert(ORDINARY_ROW, MANY));
        this.insertMany = Insert.prepare(connection, insert(ANY_ROW, MANY));
        this.insertSome = Insert.prepare(connection, insert(ANY_ROW, SOME));
        this.insertOne = Insert.prepare(connection, insert(ANY_ROW, 1));
        this.insertFlush = connection.prepareStatement("""
                INSERT INTO flush (run, at, first_sample, end_sample, first_start, last_start)
                VALUES (?, ?, ?, ?, ?, ?)
                """);
    }

    private static String insert(String row, int rows) {
        return "INSERT INTO sample (id, operation, parent, thread, start, duration, self, weight, flags, tree, caller) VALUES "
                + (row + ",").repeat(rows - 1)
                + row;
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
        for (; end - row >= MANY; row += MANY) {
            if (areOrdinary(rows, row, row + MANY)) {
                writeManyOrdinary(rows, row);
            } else {
                write(insertMany, rows, row, row + MANY);
            }
        }
        for (; end - row >= SOME; row += SOME) {
            write(insertSome, rows, row, row + SOME);
        }
        for (; row < end; row++) {
            write(insertOne, rows, row, row + 1);
        }
    }

    private void writeManyOrdinary(SampleRows rows, int from) throws SQLException {
        for (int row = 0; row < MANY; row++) {
            bindOrdinary(insertManyOrdinary, row * ORDINARY_PARAMETERS, rows, from + row);
        }
        insertManyOrdinary.execute();
    }

    private void write(Insert insert, SampleRows rows, int from, int end) throws SQLException {
        for (int row = from; row < end; row++) {
            bind(insert, (row - from) * PARAMETERS, rows, row);
        }
        insert.execute();
    }

    private static boolean areOrdinary(SampleRows rows, int from, int end) {
        for (int row = from; row < end; row++) {
            if (rows.flags(row) != 0 || rows.tree(row) != 0 || rows.caller(row) != 0) {
                return false;
            }
        }
        return true;
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
        lastThread = -1;
        firstId = Long.MAX_VALUE;
        endId = 0;
        firstStart = Long.MAX_VALUE;
        lastStart = Long.MIN_VALUE;
    }

    private void bind(Insert insert, int before, SampleRows rows, int row) throws SQLException {
        bindOrdinary(insert, before, rows, row);
        insert.set(before + 9, rows.flags(row));
        setIdOrNull(insert, before + 10, rows.tree(row));
        setIdOrNull(insert, before + 11, rows.caller(row));
    }

    private void bindOrdinary(Insert insert, int before, SampleRows rows, int row) throws SQLException {
        long id = idBase + rows.id(row);
        long start = times.startMicros(rows.startNanos(row), rows.tree(row));
        long duration = rows.durationNanos(row);
        // Below 0 where the timed callees of a throttled operation stood for more than there were.
        long self = Math.max(0, rows.selfNanos(row));
        insert.set(before + 1, id);
        insert.set(before + 2, operations.fileId(rows.operation(row)));
        insert.set(before + 3, operations.fileId(rows.parent(row)));
        insert.set(before + 4, threadFileId(rows.threadId(row)));
        insert.set(before + 5, start);
        if (duration == SampleRows.UNKNOWN) {
            insert.setNull(before + 6);
        } else {
            insert.set(before + 6, duration);
        }
        // A NULL takes no room in the row.
        if (duration == SampleRows.UNKNOWN || self == duration) {
            insert.setNull(before + 7);
        } else {
            insert.set(before + 7, self);
        }
        insert.set(before + 8, rows.weight(row));
        firstId = Math.min(firstId, id);
        endId = Math.max(endId, id + 1);
        firstStart = Math.min(firstStart, start);
        lastStart = Math.max(lastStart, start);
    }

    private long threadFileId(long thread) throws SQLException {
        if (thread != lastThread) {
            lastThreadFileId = threads.fileId(thread);
            lastThread = thread;
        }
        return lastThreadFileId;
    }

    private void setIdOrNull(Insert insert, int parameter, long id) throws SQLException {
        if (id == 0) {
            insert.setNull(parameter);
        } else {
            insert.set(parameter, idBase + id);
        }
    }
}

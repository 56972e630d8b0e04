package io.gnomon.store.write;

import io.gnomon.model.RunInfo;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** This JVM's row in {@code run}. */
final class RunTable {

    private final long id;
    private final long startedMicros;
    private final boolean resumed;
    private final PreparedStatement flushed;
    private final PreparedStatement alive;
    private final PreparedStatement ended;
    private final PreparedStatement lastSign;

    /** The sign of life that the file has, and the one that it gets with the transaction that is open or has just failed. */
    private long sign;

    private long nextSign;

    private RunTable(Connection connection, long id, long startedMicros, long sign, boolean resumed)
            throws SQLException {
        this.sign = sign;
        this.nextSign = sign;
        this.lastSign = connection.prepareStatement("SELECT last_sign FROM run WHERE id = ?");
        this.id = id;
        this.startedMicros = startedMicros;
        this.resumed = resumed;
        this.flushed = connection.prepareStatement("UPDATE run SET last_flush = ? WHERE id = ?");
        this.alive = connection.prepareStatement("UPDATE run SET last_sign = ? WHERE id = ?");
        this.ended = connection.prepareStatement("UPDATE run SET ended = ? WHERE id = ?");
    }

    static RunTable begin(Connection connection, RunInfo info, long startedMicros) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                INSERT INTO run (application, host, pid, java_version, jvm, os, processors, command, jvm_arguments,
                                 agent_version, agent_options, started, last_flush, last_sign)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id
                """)) {
            int column = 1;
            insert.setString(column++, info.application());
            insert.setString(column++, info.host());
            insert.setLong(column++, info.pid());
            insert.setString(column++, info.javaVersion());
            insert.setString(column++, info.jvm());
            insert.setString(column++, info.os());
            insert.setInt(column++, info.processors());
            insert.setString(column++, info.command());
            insert.setString(column++, info.jvmArguments());
            insert.setString(column++, info.agentVersion());
            insert.setString(column++, info.options());
            insert.setLong(column++, startedMicros);
            insert.setLong(column++, startedMicros);
            insert.setLong(column, startedMicros);
            try (ResultSet row = insert.executeQuery()) {
                row.next();
                return new RunTable(connection, row.getLong(1), startedMicros, startedMicros, false);
            }
        }
    }

    /**
     * The same run's row, in the file as it was opened again; null if it is not there as it was left: then that is another file,
     * or an older copy of ours, which lacks what was written since.
     */
    @Nullable
    RunTable resume(Connection connection, long pid) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                "SELECT last_sign FROM run WHERE id = ? AND pid = ? AND started = ? AND last_sign IN (?, ?)")) {
            query.setLong(1, id);
            query.setLong(2, pid);
            query.setLong(3, startedMicros);
            query.setLong(4, sign);
            // A transaction may be durable although SQLite could not say so.
            query.setLong(5, nextSign);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? new RunTable(connection, id, startedMicros, row.getLong(1), true) : null;
            }
        }
    }

    /** Whether the file has what was written to it last. */
    boolean isAsLeft() throws SQLException {
        lastSign.setLong(1, id);
        try (ResultSet row = lastSign.executeQuery()) {
            return row.next() && row.getLong(1) == sign;
        }
    }

    /** Notes that the transaction is durable. */
    void committed() {
        sign = nextSign;
    }

    long startedMicros() {
        return startedMicros;
    }

    boolean isResumed() {
        return resumed;
    }

    long id() {
        return id;
    }

    /** Notes that all calls are in the file that had ended by then. */
    void flushed(long untilMicros) throws SQLException {
        update(flushed, untilMicros);
    }

    /** Notes a sign of life. */
    void alive(long atMicros) throws SQLException {
        nextSign = atMicros;
        update(alive, atMicros);
    }

    void end(long atMicros) throws SQLException {
        update(ended, atMicros);
    }

    private void update(PreparedStatement update, long micros) throws SQLException {
        update.setLong(1, micros);
        update.setLong(2, id);
        if (update.executeUpdate() != 1) {
            throw new SQLException("run " + id + " is no longer in the file");
        }
    }
}

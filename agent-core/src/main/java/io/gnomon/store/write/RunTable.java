package io.gnomon.store.write;

import io.gnomon.model.RunInfo;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** This JVM's row in {@code run}. */
final class RunTable {

    private final long id;
    private final PreparedStatement flushed;
    private final PreparedStatement alive;
    private final PreparedStatement ended;

    private RunTable(Connection connection, long id) throws SQLException {
        this.id = id;
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
                return new RunTable(connection, row.getLong(1));
            }
        }
    }

    static RunTable resume(Connection connection, long id) throws SQLException {
        return new RunTable(connection, id);
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

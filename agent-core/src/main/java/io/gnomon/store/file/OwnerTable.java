package io.gnomon.store.file;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The one row of {@code owner}. */
final class OwnerTable {

    private OwnerTable() {}

    /** Who owns the file; null if nobody does, or it has no tables yet. */
    static @Nullable Owner read(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (!hasRows(statement, "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'owner'")) {
                return null;
            }
            try (ResultSet row =
                    statement.executeQuery("SELECT token, pid, process_start, space, file FROM owner WHERE id = 1")) {
                return row.next()
                        ? new Owner(
                                row.getString(1),
                                new ProcessIdentity(row.getLong(2), row.getString(3), row.getString(4)),
                                row.getString(5))
                        : null;
            }
        }
    }

    /**
     * Who owns the file and must be assumed to write to it still; null if nobody does.
     *
     * @param here the file
     * @param observer who asks
     */
    static @Nullable Owner active(Connection connection, FileIdentity here, ProcessIdentity observer)
            throws SQLException {
        Owner owner = read(connection);
        long now = TimeUnit.MILLISECONDS.toMicros(System.currentTimeMillis());
        return owner != null && owner.isActive(observer, here, lastSignMicros(connection), now) ? owner : null;
    }

    /** The last sign of life of a run that has not ended; 0 if there is none. */
    private static long lastSignMicros(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT coalesce(max(last_sign), 0) FROM run WHERE ended IS NULL")) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    static void write(Connection connection, Owner owner) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT OR REPLACE INTO owner (id, token, pid, process_start, space, file) VALUES (1, ?, ?, ?, ?, ?)")) {
            insert.setString(1, owner.token());
            insert.setLong(2, owner.process().pid());
            insert.setString(3, owner.process().start());
            insert.setString(4, owner.process().space());
            insert.setString(5, owner.file());
            insert.executeUpdate();
        }
    }

    /** Gives the file free, if it is the owner's. */
    static void delete(Connection connection, Owner owner) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM owner WHERE token = ?")) {
            delete.setString(1, owner.token());
            delete.executeUpdate();
        }
    }

    private static boolean hasRows(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            return row.next();
        }
    }
}

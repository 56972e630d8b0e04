package io.gnomon.store.read;

import io.gnomon.store.file.Schema;
import io.gnomon.store.file.SqliteConnections;
import io.gnomon.store.file.SqliteFailure;
import io.gnomon.store.file.SqliteLibrary;
import io.gnomon.store.file.UnfinishedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A connection that only reads a Gnomon database, be it in use, left by a process that was killed, or in a folder that
 * cannot be written. Nothing is written to it, and a writer that wants to end its transaction waits for a query at most.
 *
 * <p>The file is never opened but by SQLite: closing any other handle on it would cancel the POSIX locks that a writer in
 * this JVM holds.
 *
 * <p>For one thread at a time.
 */
public final class ReadConnection implements AutoCloseable {

    private final Connection connection;
    private final @Nullable UnfinishedFile copy;

    private ReadConnection(Connection connection, @Nullable UnfinishedFile copy) {
        this.connection = connection;
        this.copy = copy;
    }

    /**
     * Opens {@code file}.
     *
     * @throws UnreadableDatabaseException if it is missing, not a Gnomon database, damaged, or of a newer schema
     */
    public static ReadConnection open(Path file) throws UnreadableDatabaseException {
        requireReadableFile(file);
        loadLibrary(file);
        try {
            return new ReadConnection(connect(file), null);
        } catch (SQLException unopened) {
            if (SqliteFailure.isUnfinished(unopened)) {
                return openUnfinished(file);
            }
            throw explained(file, unopened);
        }
    }

    /** Its writer was killed within a transaction: what it wrote of that is taken back, in a copy of the file if need be. */
    private static ReadConnection openUnfinished(Path file) throws UnreadableDatabaseException {
        try {
            UnfinishedFile unfinished = UnfinishedFile.recover(file);
            return new ReadConnection(connect(unfinished.readable()), unfinished);
        } catch (SQLException unreadable) {
            throw explained(file, unreadable);
        } catch (IOException refused) {
            throw new UnreadableDatabaseException(file, "cannot be read: " + refused.getMessage(), refused);
        }
    }

    /** The open connection; closed with this object. */
    public Connection connection() {
        return connection;
    }

    /** What a reader of the figures should know about how the file was opened. */
    public Optional<String> note() {
        return copy == null ? Optional.empty() : copy.note();
    }

    /** Whether a query failed because the file is damaged. */
    public static boolean isDamage(SQLException failure) {
        return SqliteFailure.code(failure) == SqliteFailure.CORRUPT;
    }

    @Override
    public void close() throws SQLException {
        try {
            connection.close();
        } finally {
            if (copy != null) {
                copy.close();
            }
        }
    }

    private static void loadLibrary(Path file) throws UnreadableDatabaseException {
        try {
            SqliteLibrary.load();
        } catch (IOException unusable) {
            throw new UnreadableDatabaseException(file, "cannot be read: " + unusable.getMessage(), unusable);
        }
    }

    private static void requireReadableFile(Path file) throws UnreadableDatabaseException {
        if (!Files.exists(file)) {
            throw new UnreadableDatabaseException(file, "does not exist", null);
        }
        if (Files.isDirectory(file)) {
            throw new UnreadableDatabaseException(file, "is a directory: name the .db file in it", null);
        }
        if (!Files.isReadable(file)) {
            throw new UnreadableDatabaseException(file, "cannot be read: permission denied", null);
        }
    }

    private static Connection connect(Path file) throws SQLException, UnreadableDatabaseException {
        Connection connection = SqliteConnections.openForReading(file);
        try {
            requireSchema(file, connection);
            return connection;
        } catch (SQLException | UnreadableDatabaseException unusable) {
            connection.close();
            throw unusable;
        }
    }

    private static void requireSchema(Path file, Connection connection)
            throws SQLException, UnreadableDatabaseException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA query_only = 1");
            long tables = number(
                    statement,
                    "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name IN ('run', 'operation', 'sample', 'rollup')");
            if (tables < 4) {
                throw new UnreadableDatabaseException(
                        file, "is a SQLite database, but not a Gnomon database: its tables are missing", null);
            }
            long schema = number(statement, "PRAGMA user_version");
            if (schema > Schema.VERSION) {
                throw new UnreadableDatabaseException(
                        file,
                        "was written by a newer Gnomon (schema " + schema + ", this one reads up to " + Schema.VERSION
                                + "): read it with that version's jar",
                        null);
            }
        }
    }

    private static long number(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }

    private static UnreadableDatabaseException explained(Path file, SQLException failure) {
        if (SqliteFailure.code(failure) == SqliteFailure.NOT_A_DATABASE) {
            return new UnreadableDatabaseException(file, "is not a SQLite database", failure);
        }
        if (isDamage(failure)) {
            return new UnreadableDatabaseException(file, "is damaged: " + failure.getMessage(), failure);
        }
        return new UnreadableDatabaseException(file, "cannot be opened: " + failure.getMessage(), failure);
    }
}

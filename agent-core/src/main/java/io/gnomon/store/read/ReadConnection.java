package io.gnomon.store.read;

import io.gnomon.store.file.Schema;
import io.gnomon.store.file.SqliteConnections;
import io.gnomon.store.file.SqliteLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * A connection that only reads a Gnomon database: one that is being written, one whose process was killed and left its
 * write-ahead log behind, or one in a directory that cannot be written.
 *
 * <p>The file is never opened but by SQLite: closing any other handle on it would cancel the POSIX locks that a writer in
 * this JVM holds.
 *
 * <p>For one thread at a time.
 */
public final class ReadConnection implements AutoCloseable {

    private final Connection connection;
    private final @Nullable String note;

    private ReadConnection(Connection connection, @Nullable String note) {
        this.connection = connection;
        this.note = note;
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
            return new ReadConnection(connect(file, false), null);
        } catch (SQLException unopened) {
            if (needsWritableDirectory(unopened)) {
                return openImmutable(file);
            }
            throw explained(file, unopened);
        }
    }

    /** A WAL database needs its index beside it; where that cannot be made, the main file alone can still be read. */
    static ReadConnection openImmutable(Path file) throws UnreadableDatabaseException {
        try {
            Connection connection = connect(file, true);
            Path log = file.resolveSibling(file.getFileName() + "-wal");
            return new ReadConnection(
                    connection,
                    Files.exists(log)
                            ? "the directory cannot be written, so " + log.getFileName()
                                    + " was not read and the last calls may be missing: copy both files elsewhere to see them"
                            : "the directory cannot be written, so the file was read as it stands");
        } catch (SQLException unreadable) {
            throw explained(file, unreadable);
        }
    }

    /** The open connection; closed with this object. */
    public Connection connection() {
        return connection;
    }

    /** What a reader of the figures should know about how the file was opened. */
    public Optional<String> note() {
        return Optional.ofNullable(note);
    }

    /** Whether a query failed because the file is damaged. */
    public static boolean isDamage(SQLException failure) {
        return primaryCode(failure) == SQLiteErrorCode.SQLITE_CORRUPT.code;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
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

    private static Connection connect(Path file, boolean immutable) throws SQLException, UnreadableDatabaseException {
        Connection connection = SqliteConnections.openForReading(file, immutable);
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

    private static boolean needsWritableDirectory(SQLException failure) {
        int code = primaryCode(failure);
        return code == SQLiteErrorCode.SQLITE_CANTOPEN.code || code == SQLiteErrorCode.SQLITE_READONLY.code;
    }

    private static UnreadableDatabaseException explained(Path file, SQLException failure) {
        if (primaryCode(failure) == SQLiteErrorCode.SQLITE_NOTADB.code) {
            return new UnreadableDatabaseException(file, "is not a SQLite database", failure);
        }
        if (isDamage(failure)) {
            return new UnreadableDatabaseException(file, "is damaged: " + failure.getMessage(), failure);
        }
        return new UnreadableDatabaseException(file, "cannot be opened: " + failure.getMessage(), failure);
    }

    /** SQLite's extended result codes carry the primary one in their lowest byte. */
    private static int primaryCode(SQLException failure) {
        return failure instanceof SQLiteException sqlite ? sqlite.getResultCode().code & 0xff : -1;
    }
}

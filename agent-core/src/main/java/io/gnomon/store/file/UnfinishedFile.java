package io.gnomon.store.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A file whose writer was killed in the middle of a transaction, made readable: what was written of that transaction is
 * taken back by its journal. SQLite does that when a file is opened for writing. It is done only where the writer is known
 * to be dead; and in a copy, where the file cannot be written to.
 */
public final class UnfinishedFile implements AutoCloseable {

    /** A writer that lives, but has lost its locks to the application, has ended its transaction by then. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final Path readable;
    private final @Nullable Path folder;

    private UnfinishedFile(Path readable, @Nullable Path folder) {
        this.readable = readable;
        this.folder = folder;
    }

    /**
     * Makes the file readable.
     *
     * @throws IOException if a process that lives has not ended its transaction; the message follows "cannot be read: "
     * @throws SQLException if not even the copy can be read
     */
    public static UnfinishedFile recover(Path file) throws IOException, SQLException {
        if (isFinished(file)) {
            return new UnfinishedFile(file, null);
        }
        if (hasActiveOwner(file)) {
            throw new IOException("a process has not ended its transaction; try again when it goes on");
        }
        try {
            rollBack(file);
            return new UnfinishedFile(file, null);
        } catch (SQLException unwritable) {
            return copy(file);
        }
    }

    /** Waits for a transaction that is only just being ended. */
    private static boolean isFinished(Path file) throws SQLException {
        long began = System.nanoTime();
        while (System.nanoTime() - began < PATIENCE_NANOS) {
            try (Connection connection = SqliteConnections.openForReading(file)) {
                read(connection);
                return true;
            } catch (SQLException failure) {
                if (!SqliteFailure.isUnfinished(failure)) {
                    throw failure;
                }
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        return false;
    }

    private static boolean hasActiveOwner(Path file) {
        try (Connection connection = SqliteConnections.openUnguarded(file)) {
            return OwnerTable.active(connection, FileIdentity.of(file), ProcessIdentity.current()) != null;
        } catch (SQLException halfWritten) {
            return false;
        }
    }

    private static void rollBack(Path file) throws SQLException {
        try (Connection connection = SqliteConnections.openForWriting(file)) {
            read(connection);
        }
    }

    private static UnfinishedFile copy(Path file) throws IOException, SQLException {
        Path folder = PrivateFolder.make(Path.of(System.getProperty("java.io.tmpdir", ".")));
        UnfinishedFile copy = new UnfinishedFile(folder.resolve("copy.db"), folder);
        try {
            Files.copy(file, copy.readable);
            Files.copy(DatabaseFile.journalOf(file), DatabaseFile.journalOf(copy.readable));
            rollBack(copy.readable);
            return copy;
        } catch (IOException | SQLException failure) {
            copy.close();
            throw failure;
        }
    }

    private static void read(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM sqlite_schema")) {
            row.next();
        }
    }

    /** The file to read. */
    public Path readable() {
        return readable;
    }

    /** What a reader should know. */
    public Optional<String> note() {
        return folder == null
                ? Optional.empty()
                : Optional.of(
                        "its process was killed while writing and the file cannot be written, so a copy was read");
    }

    /** Removes the copy, if there is one. */
    @Override
    public void close() {
        if (folder == null) {
            return;
        }
        for (Path path : new Path[] {readable, DatabaseFile.journalOf(readable), folder}) {
            try {
                Files.deleteIfExists(path);
            } catch (IOException inUse) {
                // It lies in the temporary folder, which is cleared by others as well.
            }
        }
    }
}

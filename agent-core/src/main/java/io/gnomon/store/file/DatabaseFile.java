package io.gnomon.store.file;

import io.gnomon.log.AgentLog;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One database file, ours alone for as long as it is open: a lock file beside it keeps other JVMs away, and those take a
 * file of their own, {@code name-2.db} and so on.
 */
public final class DatabaseFile implements AutoCloseable {

    /** "GNOM": tells a Gnomon file from any other SQLite file. */
    static final int APPLICATION_ID = 0x474E4F4D;

    private static final int MAX_FILES = 100;

    private final Path path;
    private final Path lockPath;
    private final FileChannel lockChannel;
    private final Connection connection;
    private final FileIdentity identity;
    private final FileIdentity lockIdentity;
    private final Companions companions;

    /** @param lockChannel holds the lock until it is closed */
    private DatabaseFile(Path path, Path lockPath, FileChannel lockChannel, Connection connection) {
        this.path = path;
        this.lockPath = lockPath;
        this.lockChannel = lockChannel;
        this.connection = connection;
        this.identity = FileIdentity.of(path);
        this.lockIdentity = FileIdentity.of(lockPath);
        this.companions = Companions.of(path);
    }

    /**
     * Opens the file, or the first of its siblings that no other JVM writes to. A damaged file is set aside under another
     * name and a new one begun.
     *
     * @throws IOException if the folder or the file cannot be used; the message is a sentence for the user
     */
    public static DatabaseFile open(Path wanted, AgentLog log) throws IOException {
        Path absolute = wanted.toAbsolutePath();
        Path folder = absolute.getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        for (int number = 1; number <= MAX_FILES; number++) {
            DatabaseFile opened = tryOpen(sibling(absolute, number), log);
            if (opened != null) {
                return opened;
            }
        }
        throw new IOException(
                MAX_FILES + " JVMs write to files named like " + absolute + " already; name another with database=");
    }

    private static Path sibling(Path path, int number) {
        if (number == 1) {
            return path;
        }
        String name = path.getFileName().toString();
        int dot = name.lastIndexOf('.');
        String stem = dot > 0 ? name.substring(0, dot) : name;
        String ending = dot > 0 ? name.substring(dot) : "";
        return path.resolveSibling(stem + "-" + number + ending);
    }

    private static @Nullable DatabaseFile tryOpen(Path path, AgentLog log) throws IOException {
        Path lockPath = path.resolveSibling(path.getFileName() + ".lock");
        FileChannel channel = openLockFile(lockPath, path);
        DatabaseFile opened = null;
        FileLock lock = null;
        try {
            lock = lock(channel);
            // A lock on a file that its last owner has deleted meanwhile keeps nobody out.
            if (lock != null && Files.exists(lockPath)) {
                opened = new DatabaseFile(path, lockPath, channel, openChecked(path, log));
            }
            return opened;
        } catch (SQLException failure) {
            throw new IOException("cannot write to " + path + ": " + failure.getMessage(), failure);
        } catch (IOException failure) {
            throw FileTrouble.with(path, failure);
        } finally {
            if (opened == null) {
                if (lock != null) {
                    Files.deleteIfExists(lockPath);
                }
                channel.close();
            }
        }
    }

    private static FileChannel openLockFile(Path lockPath, Path path) throws IOException {
        try {
            return FileChannel.open(lockPath, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException refused) {
            throw FileTrouble.with(path, refused);
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldInThisProcess) {
            return null;
        }
    }

    private static Connection openChecked(Path path, AgentLog log) throws SQLException, IOException {
        boolean existed = Files.exists(path) && Files.size(path) > 0;
        if (existed && !looksLikeDatabase(path)) {
            throw new IOException("it exists already and is not a database; name another with database=");
        }
        Connection connection = SqliteConnections.openForWriting(path);
        try {
            String damage = existed ? damage(connection) : null;
            if (damage == null) {
                SqliteConnections.configureForWriting(connection);
                Schema.upgrade(connection);
                return connection;
            }
            connection.close();
            Path aside = setAside(path);
            log.warn("the database " + path + " is damaged (" + damage + "): it was set aside as " + aside.getFileName()
                    + " and a new one begun");
        } catch (Throwable failure) {
            // An Error, too: what is not closed here is closed by nobody.
            connection.close();
            throw failure;
        }
        return openChecked(path, log);
    }

    /** Whatever somebody keeps in a file that never was a database is not ours to move. */
    public static boolean looksLikeDatabase(Path path) throws IOException {
        if (!Files.isRegularFile(path)) {
            return false;
        }
        byte[] magic = "SQLite format 3".getBytes(StandardCharsets.US_ASCII);
        try (InputStream in = Files.newInputStream(path)) {
            return Arrays.equals(in.readNBytes(magic.length), magic);
        }
    }

    /** What is wrong with the file; null if nothing is. A file that was closed cleanly is not read through. */
    private static @Nullable String damage(Connection connection) throws SQLException, IOException {
        try (Statement statement = connection.createStatement()) {
            int applicationId = number(statement, "PRAGMA application_id");
            int tables = number(statement, "SELECT count(*) FROM sqlite_schema");
            if (applicationId != APPLICATION_ID && tables > 0) {
                throw new IOException("the file is a database, but not a Gnomon database; name another with database=");
            }
            if (tables == 0
                    || number(
                                    statement,
                                    "SELECT count(*) FROM run WHERE ended IS NULL AND id = (SELECT max(id) FROM run)")
                            == 0) {
                return null;
            }
            try (ResultSet check = statement.executeQuery("PRAGMA quick_check(1)")) {
                String answer = check.next() ? check.getString(1) : "no answer";
                return "ok".equals(answer) ? null : answer;
            }
        } catch (SQLException unreadable) {
            if (isDamage(unreadable)) {
                return String.valueOf(unreadable.getMessage());
            }
            throw unreadable;
        }
    }

    private static boolean isDamage(SQLException failure) {
        int code = failure.getErrorCode() & 0xFF;
        return code == 11 /* SQLITE_CORRUPT */ || code == 26 /* SQLITE_NOTADB */;
    }

    private static int number(Statement statement, String query) throws SQLException {
        try (ResultSet result = statement.executeQuery(query)) {
            return result.next() ? result.getInt(1) : 0;
        }
    }

    private static Path setAside(Path path) throws IOException {
        Path aside = aside(path, "damaged");
        Files.move(path, aside);
        Companions.of(path).setAside(aside);
        return aside;
    }

    private static Path aside(Path path, String why) {
        String time = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss")
                .withZone(ZoneOffset.UTC)
                .format(Instant.now());
        return path.resolveSibling(path.getFileName() + "." + why + "-" + time);
    }

    public Path path() {
        return path;
    }

    public Connection connection() {
        return connection;
    }

    /**
     * What has become of the file while it was open, in words that follow its name; null if its name still leads to it. What
     * is written to a file without a name is seen by nobody.
     */
    public @Nullable String loss() {
        if (identity.isInPlace()) {
            return null;
        }
        return Files.exists(path) ? "was replaced by another file" : "was deleted or moved away";
    }

    /** Closes the database and gives the file free. */
    @Override
    public void close() throws SQLException, IOException {
        boolean lost = loss() != null;
        try {
            if (lost) {
                complete();
            }
            connection.close();
        } finally {
            try {
                if (lost) {
                    // SQLite would add this log to whatever file has the name next, and damage it.
                    companions.clear(aside(path, "lost"));
                }
                // Deleted while it is locked: who opens it now finds it gone, and looks again. Another's is not ours to
                // delete.
                if (lockIdentity.isInPlace()) {
                    Files.deleteIfExists(lockPath);
                }
            } finally {
                // Releases the lock, too.
                lockChannel.close();
            }
        }
    }

    /** Has the file hold all by itself, wherever it was moved to. */
    private void complete() {
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout = 0");
            statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
        } catch (SQLException readByOthers) {
            // Then what the log holds stays in the log, which is kept.
        }
    }
}

package io.gnomon.store.file;

import io.gnomon.files.PrivateFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Finds the file to write to, has it repaired or set aside, and makes it ours. Used once. */
final class DatabaseOpener {

    private static final int MAX_FILES = 100;
    private static final int MAX_LINKS = 40;

    /** Where a SQLite file has its application's id. */
    private static final int APPLICATION_ID_OFFSET = 68;

    /** A file that was last written to so long after its last run's end was written to by somebody else. */
    private static final long AFTER_END_MICROS = 10_000_000;

    private final Owner me;
    private final @Nullable DatabaseFile before;
    private @Nullable String damage;

    /** The file that is being looked at says itself that it is Gnomon's, or was open before. */
    private boolean marked;

    private @Nullable String note;

    /**
     * @param me who wants it
     * @param before the same run's file until now; null if this is the first
     */
    DatabaseOpener(Owner me, @Nullable DatabaseFile before) {
        this.me = me;
        this.before = before;
    }

    DatabaseFile open(Path wanted) throws IOException {
        Path path = located(wanted);
        for (int number = 1; number <= MAX_FILES; number++) {
            DatabaseFile opened = tryOpen(sibling(path, number));
            if (opened != null) {
                return opened;
            }
        }
        throw new IOException(MAX_FILES + " files named like " + path
                + " are written to by other JVMs or are none of Gnomon's; name another with database=");
    }

    /** The file itself, whatever links lead to it: two of them must not make two files of one. */
    private static Path located(Path wanted) throws IOException {
        Path path = wanted.toAbsolutePath();
        try {
            for (int links = 0; links < MAX_LINKS && Files.isSymbolicLink(path); links++) {
                path = path.resolveSibling(Files.readSymbolicLink(path));
            }
            Path folder = path.getParent();
            if (folder == null) {
                return path;
            }
            if (!Files.isDirectory(folder)) {
                PrivateFiles.createFolders(folder);
            }
            return folder.toRealPath().resolve(path.getFileName());
        } catch (IOException refused) {
            throw FileTrouble.with(path, refused);
        }
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

    /** The file, open and ours; null if it is somebody else's. */
    private @Nullable DatabaseFile tryOpen(Path path) throws IOException {
        Connection connection = null;
        DatabaseFile opened = null;
        boolean made = false;
        try {
            made = PrivateFiles.createFile(path);
            FileIdentity identity = FileIdentity.of(path);
            if (!made && !isOurs(path, identity)) {
                return another(path, "exists already and is not a Gnomon database");
            }
            connection = SqliteConnections.openForWriting(path);
            Verdict verdict = take(connection, identity, made);
            if (verdict == Verdict.DAMAGED) {
                connection.close();
                setAside(path, identity);
                return tryOpen(path);
            }
            if (verdict == Verdict.FOREIGN) {
                return another(path, "is a database, but not a Gnomon database");
            }
            if (verdict == Verdict.NEWER) {
                return another(path, "was written by a newer Gnomon");
            }
            if (verdict == Verdict.USABLE) {
                SqliteConnections.waitBriefly(connection);
                opened = new DatabaseFile(path, connection, me, identity, note, made, sameAs(identity));
            }
            return opened;
        } catch (SQLException failure) {
            throw new IOException("cannot write to " + path + ": " + failure.getMessage(), failure);
        } catch (IOException failure) {
            throw FileTrouble.with(path, failure);
        } finally {
            if (opened == null) {
                undo(path, connection, made);
            }
        }
    }

    private static void undo(Path path, @Nullable Connection connection, boolean made) throws IOException {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException failed) {
            throw new IOException(failed.getMessage(), failed);
        } finally {
            if (made && Files.exists(path) && Files.size(path) == 0) {
                Files.delete(path);
            }
        }
    }

    private @Nullable DatabaseFile another(Path path, String why) {
        note = path + " " + why + ": another file is used; name one with database=";
        return null;
    }

    /**
     * Whether the file may be opened as a database. It is set aside if it is a bad one only where it is {@link #marked}: one
     * that we had open is ours, whatever it holds now; of any other the header must say so.
     */
    private boolean isOurs(Path path, FileIdentity identity) throws IOException {
        if (!Files.isRegularFile(path)) {
            return false;
        }
        marked = Files.size(path) == 0 || sameAs(identity) != null;
        if (marked) {
            return true;
        }
        byte[] header = new byte[APPLICATION_ID_OFFSET + Integer.BYTES];
        try (InputStream in = Files.newInputStream(path)) {
            if (in.readNBytes(header, 0, header.length) < header.length) {
                return false;
            }
        }
        marked = ByteBuffer.wrap(header).getInt(APPLICATION_ID_OFFSET) == DatabaseFile.APPLICATION_ID;
        return marked || DatabaseFile.looksLikeDatabase(path);
    }

    /** What may be done with a file. */
    private enum Verdict {
        USABLE,
        FOREIGN,
        NEWER,
        TAKEN,
        DAMAGED
    }

    /** Makes the file ours if it may be. */
    private Verdict take(Connection connection, FileIdentity identity, boolean made) throws SQLException, IOException {
        try {
            Verdict verdict = made ? Verdict.USABLE : examine(connection, identity);
            return verdict == Verdict.USABLE && !claim(connection, identity) ? Verdict.TAKEN : verdict;
        } catch (SQLException unusable) {
            if (made || !SqliteFailure.isOfContent(unusable) || !Files.isWritable(identity.path())) {
                throw unusable;
            }
            damage = Damage.words(unusable);
            return marked ? Verdict.DAMAGED : Verdict.FOREIGN;
        }
    }

    private Verdict examine(Connection connection, FileIdentity identity) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (number(statement, "SELECT count(*) FROM sqlite_schema") == 0) {
                return Verdict.USABLE;
            }
            if (number(statement, "PRAGMA application_id") != DatabaseFile.APPLICATION_ID) {
                return Verdict.FOREIGN;
            }
            int version = Schema.version(statement);
            if (version > Schema.VERSION) {
                return Verdict.NEWER;
            }
            if (isTaken(connection, identity)) {
                return Verdict.TAKEN;
            }
            damage = damage(connection, statement, identity, version);
            return damage == null ? Verdict.USABLE : Verdict.DAMAGED;
        }
    }

    private @Nullable String damage(Connection connection, Statement statement, FileIdentity identity, int version)
            throws SQLException {
        DatabaseFile same = sameAs(identity);
        String unusable = same == null ? null : same.unusable();
        if (unusable != null) {
            return unusable;
        }
        if (version < 0) {
            return "it has no schema of the number " + version;
        }
        return isSuspect(statement, same, identity) ? Damage.find(connection) : null;
    }

    /** The same file, as it was open before. */
    private @Nullable DatabaseFile sameAs(FileIdentity identity) {
        return before != null && before.isSameFile(identity) ? before : null;
    }

    private boolean isTaken(Connection connection, FileIdentity identity) throws SQLException {
        Owner active = OwnerTable.active(connection, identity, me.process());
        return active != null && !active.isSameAs(me);
    }

    /** Whether it is worth reading all of the file. One that was closed cleanly, and left alone since, is not. */
    private static boolean isSuspect(Statement statement, @Nullable DatabaseFile same, FileIdentity identity)
            throws SQLException {
        if (same != null) {
            return same.isSuspect();
        }
        try (ResultSet last = statement.executeQuery("SELECT ended FROM run ORDER BY id DESC LIMIT 1")) {
            if (!last.next()) {
                return false;
            }
            long ended = last.getLong(1);
            return last.wasNull()
                    || FileStamp.of(identity.path()).modified().to(TimeUnit.MICROSECONDS) > ended + AFTER_END_MICROS;
        }
    }

    /** Makes the file ours. Whoever else wants it at this moment waits for the transaction, and then sees that it is. */
    private boolean claim(Connection connection, FileIdentity identity) throws SQLException, IOException {
        SqliteConnections.configureForWriting(connection);
        try (Statement statement = connection.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            Schema.upgrade(statement);
            boolean free = !isTaken(connection, identity);
            if (free) {
                OwnerTable.write(connection, me.of(identity));
            }
            statement.execute("COMMIT");
            return free;
        }
    }

    private void setAside(Path path, FileIdentity identity) throws IOException {
        if (!identity.isInPlace()) {
            // Somebody else has found the damage, too, and was faster.
            return;
        }
        String time = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss")
                .withZone(ZoneOffset.UTC)
                .format(Instant.now());
        Path aside = unused(path.resolveSibling(path.getFileName() + ".damaged-" + time));
        Files.move(path, aside);
        Path journal = DatabaseFile.journalOf(path);
        if (Files.exists(journal)) {
            Files.move(journal, DatabaseFile.journalOf(aside));
        }
        note = "the database " + path + " is damaged (" + damage + "): it was set aside as " + aside.getFileName()
                + " and a new one begun";
    }

    private static Path unused(Path wanted) {
        Path path = wanted;
        for (int number = 2; Files.exists(path); number++) {
            path = wanted.resolveSibling(wanted.getFileName() + "-" + number);
        }
        return path;
    }

    private static int number(Statement statement, String query) throws SQLException {
        try (ResultSet result = statement.executeQuery(query)) {
            return result.next() ? result.getInt(1) : 0;
        }
    }
}

package io.gnomon.store.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One database file that is open for writing. It says itself who writes to it ({@link Owner}); another JVM takes a file of
 * its own, {@code name-2.db} and so on. For one thread at a time.
 *
 * <p>While it is open, nothing in this process may open the file but by SQLite: closing any other handle on it would cancel
 * the locks with which SQLite keeps readers out for the moment in which it writes.
 */
public final class DatabaseFile implements AutoCloseable {

    /** "GNOM": tells a Gnomon file from any other SQLite file. */
    static final int APPLICATION_ID = 0x474E4F4D;

    /** Once may be chance. */
    private static final int MOST_FAULTS = 2;

    private final Path path;
    private final Connection connection;
    private final Owner owner;
    private final FileIdentity identity;
    private final @Nullable String note;

    /** It was here before this run, or so it seems. */
    private final boolean old;

    private FileStamp left;
    private boolean suspect;

    /** Why what it holds is of no use to this run, as the last transaction had it; null if it was. */
    private @Nullable String fault;

    /** So many transactions in a row said that. */
    private int faults;

    /** @param before the same file, as it was open before; null if it was not */
    DatabaseFile(
            Path path,
            Connection connection,
            Owner owner,
            FileIdentity identity,
            @Nullable String note,
            boolean made,
            @Nullable DatabaseFile before) {
        this.path = path;
        this.connection = connection;
        this.owner = owner;
        this.identity = identity;
        this.note = note;
        this.left = FileStamp.of(path);
        this.old = before == null ? !made : before.old;
        this.faults = before == null ? 0 : before.faults;
    }

    /**
     * Opens the file, or the first of its siblings that nobody else writes to. A damaged file is set aside under another
     * name and a new one begun.
     *
     * @param owner who will write to it
     * @throws IOException if the folder or the file cannot be used; the message is a sentence for the user
     */
    public static DatabaseFile open(Path wanted, Owner owner) throws IOException {
        return new DatabaseOpener(owner, null).open(wanted);
    }

    /**
     * Opens the file again, for the same owner, after this one was closed. It may be another file by now, or none.
     *
     * @throws IOException as {@link #open}
     */
    public DatabaseFile reopen() throws IOException {
        return new DatabaseOpener(owner, this).open(path);
    }

    public Path path() {
        return path;
    }

    public Connection connection() {
        return connection;
    }

    /** What the user should know about how the file was opened, as a sentence without its full stop. */
    public Optional<String> note() {
        return Optional.ofNullable(note);
    }

    /**
     * Looks after the file before it is written to. What is written to a file without a name is seen by nobody, and what is
     * added to a damaged one is lost with it.
     *
     * @return what has become of it; null if it is as it was left
     */
    public @Nullable FileLoss loss() throws SQLException {
        if (!identity.isInPlace()) {
            return Files.exists(path)
                    ? new FileLoss("was replaced by another file", true)
                    : new FileLoss("was deleted or moved away", true);
        }
        FileStamp now = FileStamp.of(path);
        if (now.isKnown() && left.isKnown() && !now.equals(left)) {
            if (now.size() < left.size()) {
                return damaged("was cut short");
            }
            String damage = damageNow();
            if (damage != null) {
                return damaged("was damaged (" + damage + ")");
            }
            left = now;
        }
        Owner writes = OwnerTable.read(connection);
        if (writes == null || !writes.isSameAs(owner)) {
            return new FileLoss("was taken over by " + (writes == null ? "somebody" : writes.words()), false);
        }
        return null;
    }

    /** By a connection of its own: ours would look at the pages that it remembers. */
    private @Nullable String damageNow() throws SQLException {
        try (Connection fresh = SqliteConnections.openForReading(path)) {
            return Damage.find(fresh);
        }
    }

    private FileLoss damaged(String words) {
        suspect = true;
        return new FileLoss(words, false);
    }

    /** Notes how a transaction left the file. */
    public void committed() {
        left = FileStamp.of(path);
        faults = 0;
    }

    /** Notes that a transaction failed. */
    public void failed(Throwable failure) {
        if (failure instanceof SQLException reported) {
            suspect |= Damage.isSignOf(reported);
            if (SqliteFailure.isOfContent(reported)) {
                fault = Damage.words(reported);
                faults++;
            }
        }
    }

    /** Notes that nothing can be begun in the file; whether another one is to take its place. */
    public boolean cannotBegin(SQLException failure) {
        failed(failure);
        faults += MOST_FAULTS;
        return unusable() != null;
    }

    /**
     * Why the file is of no use, though its structure is sound; null if it is. Never of a file that this run has made: were
     * the fault ours, each next file would fail like this one.
     */
    @Nullable
    String unusable() {
        return old && faults >= MOST_FAULTS ? fault : null;
    }

    /** Within a transaction: gives the file free for others, once that is durable. */
    public void release() throws SQLException {
        OwnerTable.delete(connection, owner);
    }

    /**
     * Has the next transaction written without a journal beside the file: the name is no longer this file's, and a journal
     * of that name would be taken for that of another.
     */
    public void keepJournalInMemory() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode = MEMORY");
        }
    }

    /** Whether the file must be read through before it is used again. */
    boolean isSuspect() {
        return suspect || !FileStamp.of(path).equals(left);
    }

    /** Whether it is the file that this was about. */
    boolean isSameFile(FileIdentity other) {
        return !identity.text().isEmpty() && identity.text().equals(other.text());
    }

    /** Closes the database. Who may write to it next was said before, by {@link #release}, or will show. */
    @Override
    public void close() throws SQLException {
        connection.close();
    }

    /** Where SQLite keeps what a transaction overwrites in a database, until it ends. */
    static Path journalOf(Path database) {
        return database.resolveSibling(database.getFileName() + "-journal");
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
}

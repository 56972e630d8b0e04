package io.gnomon.store.file;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.Pragma;
import org.sqlite.SQLiteOpenMode;
import org.sqlite.jdbc4.JDBC4Connection;

/**
 * Opens connections without {@code DriverManager} and without {@code org.sqlite.JDBC}, whose initialisers register a
 * driver for the whole JVM and may start java.util.logging before the application has set it up. {@code SQLiteDataSource}
 * would use them, too.
 */
public final class SqliteConnections {

    private static final int BUSY_TIMEOUT_MILLIS = 5_000;

    /** For the writer, which has calls to read meanwhile, and tries again. */
    private static final int BRIEF_TIMEOUT_MILLIS = 50;

    private SqliteConnections() {}

    /**
     * For one thread at a time: SQLite is told not to lock the connection at every call, a third of what a row costs that
     * is bound value by value.
     */
    public static Connection openForWriting(Path file) throws SQLException {
        int mode = SQLiteOpenMode.READWRITE.flag
                | SQLiteOpenMode.CREATE.flag
                | SQLiteOpenMode.OPEN_URI.flag
                | SQLiteOpenMode.NOMUTEX.flag;
        Properties properties = new Properties();
        properties.setProperty(Pragma.OPEN_MODE.pragmaName, Integer.toString(mode));
        // Or else the driver runs a query after each insert, for keys that nobody asks for.
        properties.setProperty(Pragma.JDBC_GET_GENERATED_KEYS.pragmaName, "false");
        return open(file.toString(), properties);
    }

    /** For reading a file that may be in use. Neither the file nor what lies beside it is ever written to. */
    public static Connection openForReading(Path file) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        config.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
        return open(file.toUri().toString(), config.toProperties());
    }

    /**
     * For reading a file as it stands, without asking for locks or looking for a journal. What is read may be half written.
     */
    static Connection openUnguarded(Path file) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        return open(file.toUri() + "?immutable=1", config.toProperties());
    }

    /** A database of its own, in memory. */
    static Connection openInMemory() throws SQLException {
        return open(":memory:", new Properties());
    }

    private static Connection open(String name, Properties properties) throws SQLException {
        return new JDBC4Connection("jdbc:sqlite:" + name, name, properties);
    }

    /** Settings that hold until the connection is closed, but for the first two, which the file keeps. */
    static void configureForWriting(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout = " + BUSY_TIMEOUT_MILLIS);
            // These two before the first page is written, or it is too late, and in this order. Of a row with a
            // histogram
            // a quarter of a page stays with the others, the rest takes a page of its own: with pages of 4 KiB the
            // figures of busy operations took more than twice the room.
            statement.execute("PRAGMA page_size = 8192");
            // Without it the file could never give room back while it is used.
            statement.execute("PRAGMA auto_vacuum = INCREMENTAL");
            // Not WAL: its index is a memory map, and whoever truncates that file kills the application.
            statement.execute("PRAGMA journal_mode = DELETE");
            statement.execute("PRAGMA mmap_size = 0");
            // The journal is on the disk before the first page is overwritten: a kill or a power cut loses nothing
            // that was committed.
            statement.execute("PRAGMA synchronous = NORMAL");
            // A transaction's pages wait in memory until it ends: until then readers are not locked out.
            statement.execute("PRAGMA cache_spill = OFF");
            statement.execute("PRAGMA temp_store = MEMORY");
        }
    }

    /** Has the connection report soon that another one keeps it from writing. */
    static void waitBriefly(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout = " + BRIEF_TIMEOUT_MILLIS);
        }
    }
}

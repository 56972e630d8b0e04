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

    /**
     * For reading a file that may be in use.
     *
     * @param immutable only if nothing of the file can change: it is read as it stands, without its log
     */
    public static Connection openForReading(Path file, boolean immutable) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(immutable);
        config.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
        return open(file.toUri() + (immutable ? "?immutable=1" : ""), config.toProperties());
    }

    /** A database of its own, in memory. */
    static Connection openInMemory() throws SQLException {
        return open(":memory:", new Properties());
    }

    private static Connection open(String name, Properties properties) throws SQLException {
        return new JDBC4Connection("jdbc:sqlite:" + name, name, properties);
    }

    static void configureForWriting(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout = 5000");
            // Before the first page is written, or it is too late: the file could then never give room back while it is
            // used.
            statement.execute("PRAGMA auto_vacuum = INCREMENTAL");
            statement.execute("PRAGMA journal_mode = WAL");
            // In WAL mode a kill loses nothing committed, and a power cut nothing but the last transactions.
            statement.execute("PRAGMA synchronous = NORMAL");
            statement.execute("PRAGMA temp_store = MEMORY");
            statement.execute("PRAGMA journal_size_limit = 16777216");
        }
    }
}

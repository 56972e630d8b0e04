package io.gnomon.store.file;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The SQLite that is in use. */
public final class SqliteVersion {

    private SqliteVersion() {}

    /**
     * Loads the native library and asks it for its version, such as 3.51.3.
     *
     * @throws IOException if it cannot be loaded
     */
    public static String load() throws IOException, SQLException {
        SqliteLibrary.load();
        try (Connection connection = SqliteConnections.openInMemory();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT sqlite_version()")) {
            row.next();
            return row.getString(1);
        }
    }
}

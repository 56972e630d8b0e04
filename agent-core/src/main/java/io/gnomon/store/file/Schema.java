package io.gnomon.store.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The schema's numbered steps. {@code PRAGMA user_version} says which of them a file has taken. */
public final class Schema {

    /** The newest schema. */
    public static final int VERSION = 1;

    private Schema() {}

    /**
     * Brings a file to the newest schema.
     *
     * @throws IOException if the file's schema is newer than this agent's; the message is a sentence for the user
     */
    static void upgrade(Connection connection) throws SQLException, IOException {
        try (Statement statement = connection.createStatement()) {
            int version = version(statement);
            if (version > VERSION) {
                throw new IOException("it was written by a newer Gnomon (schema " + version + ", this one knows "
                        + VERSION + "); name another with database=");
            }
            for (int next = version + 1; next <= VERSION; next++) {
                take(statement, next);
            }
        }
    }

    private static void take(Statement statement, int number) throws SQLException, IOException {
        statement.execute("BEGIN IMMEDIATE");
        try {
            statement.executeUpdate(step(number));
            statement.execute("PRAGMA application_id = " + DatabaseFile.APPLICATION_ID);
            statement.execute("PRAGMA user_version = " + number);
            statement.execute("COMMIT");
        } catch (SQLException | IOException failure) {
            try {
                statement.execute("ROLLBACK");
            } catch (SQLException rolledBackAlready) {
                failure.addSuppressed(rolledBackAlready);
            }
            throw failure;
        }
    }

    private static int version(Statement statement) throws SQLException {
        try (ResultSet result = statement.executeQuery("PRAGMA user_version")) {
            return result.next() ? result.getInt(1) : 0;
        }
    }

    /** A step's SQL. */
    static String step(int number) throws IOException {
        String name = "schema-" + number + ".sql";
        try (InputStream in = Schema.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("the agent's jar lacks " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

package io.gnomon.store.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The schema's numbered steps. {@code PRAGMA user_version} says which of them a file has taken. */
public final class Schema {

    /** The newest schema. */
    public static final int VERSION = 1;

    private Schema() {}

    /** Brings a file to the newest schema; within a transaction, and only if it is not of a newer one already. */
    static void upgrade(Statement statement) throws SQLException, IOException {
        for (int next = version(statement) + 1; next <= VERSION; next++) {
            statement.executeUpdate(step(next));
            statement.execute("PRAGMA application_id = " + DatabaseFile.APPLICATION_ID);
            statement.execute("PRAGMA user_version = " + next);
        }
    }

    /** The schema of an open file; 0 if it has none yet. */
    static int version(Statement statement) throws SQLException {
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

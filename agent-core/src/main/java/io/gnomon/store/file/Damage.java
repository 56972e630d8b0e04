package io.gnomon.store.file;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** Finds out whether a database is damaged. */
final class Damage {

    private Damage() {}

    /** What is wrong with the database's structure; null if nothing is. Reads all of it. */
    static @Nullable String find(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet check = statement.executeQuery("PRAGMA quick_check(1)")) {
            String answer = check.next() ? check.getString(1) : "no answer";
            return "ok".equals(answer) ? null : oneLine(answer);
        } catch (SQLException unreadable) {
            if (isSignOf(unreadable)) {
                return words(unreadable);
            }
            throw unreadable;
        }
    }

    /** Whether a failure comes from a damaged file. */
    static boolean isSignOf(SQLException failure) {
        int code = SqliteFailure.code(failure);
        return code == SqliteFailure.CORRUPT || code == SqliteFailure.NOT_A_DATABASE;
    }

    static String words(SQLException failure) {
        return oneLine(String.valueOf(failure.getMessage()));
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s*\\R\\s*", ": ");
    }
}

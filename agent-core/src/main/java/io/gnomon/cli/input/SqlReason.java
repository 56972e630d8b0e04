package io.gnomon.cli.input;

import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What SQLite says of a failure, without what the driver puts around it. */
public final class SqlReason {

    /** {@code [SQLITE_ERROR] SQL error or missing database (no such table: order)}. */
    private static final Pattern WRAPPED = Pattern.compile("\\[SQLITE_\\w+\\] (.*?) \\((.*)\\)", Pattern.DOTALL);

    private SqlReason() {}

    /** The reason in one line. */
    public static String of(SQLException failure) {
        String message = String.valueOf(failure.getMessage());
        Matcher wrapped = WRAPPED.matcher(message);
        return (wrapped.matches() ? wrapped.group(2) : message).strip().replaceAll("\\s+", " ");
    }
}

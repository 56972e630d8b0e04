package io.gnomon.cli.input;

import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What SQLite says of a failure, without what the driver puts around it. */
public final class SqlReason {

    /** {@code [SQLITE_ERROR] SQL error or missing database (no such table: order)}. */
    private static final Pattern WRAPPED = Pattern.compile("\\[SQLITE_\\w+\\] (.*?) \\((.*)\\)", Pattern.DOTALL);

    private static final int LONGEST = 200;

    private SqlReason() {}

    /** The reason in one line, cut short where SQLite quotes a whole statement. */
    public static String of(SQLException failure) {
        String message = String.valueOf(failure.getMessage());
        Matcher wrapped = WRAPPED.matcher(message);
        String reason = (wrapped.matches() ? wrapped.group(2) : message).strip().replaceAll("\\s+", " ");
        return reason.length() <= LONGEST ? reason : reason.substring(0, LONGEST) + "...";
    }

    /** A failure's sentence, in which the reason stands as the driver gave it, if an SQLException caused it. */
    public static String in(Exception failure) {
        String sentence = String.valueOf(failure.getMessage());
        return failure.getCause() instanceof SQLException cause
                ? sentence.replace(String.valueOf(cause.getMessage()), of(cause))
                : sentence;
    }
}

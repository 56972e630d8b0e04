package io.gnomon.cli.command;

import io.gnomon.cli.input.CommandFailure;
import io.gnomon.cli.input.ExitCode;
import io.gnomon.cli.text.Format;
import java.util.Locale;
import java.util.Set;

/** Just enough of SQL's grammar to tell a single reading statement from everything else. */
final class SqlText {

    private static final Set<String> READING = Set.of("SELECT", "WITH", "VALUES", "EXPLAIN");

    /** Those that report, without an argument or with the name of a table or an index. */
    private static final Set<String> PRAGMAS = Set.of(
            "table_info",
            "table_xinfo",
            "table_list",
            "index_list",
            "index_info",
            "index_xinfo",
            "database_list",
            "compile_options",
            "integrity_check",
            "quick_check",
            "page_count",
            "page_size",
            "freelist_count");

    private final String text;
    private int position;

    private SqlText(String text) {
        this.text = text;
    }

    /** @throws CommandFailure with the reason why {@code text} is not one statement that only reads */
    static void requireReading(String text) {
        SqlText sql = new SqlText(text);
        sql.skipBlank();
        String first = sql.word().toUpperCase(Locale.ROOT);
        if (first.isEmpty()) {
            throw new CommandFailure(ExitCode.USAGE, "there is no SQL statement to run");
        }
        if (!READING.contains(first) && !(first.equals("PRAGMA") && sql.isReportingPragma())) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "only statements that read are run, such as SELECT: " + Format.line(text.strip(), 60)
                            + " would do something else");
        }
        if (sql.hasSecondStatement()) {
            throw new CommandFailure(
                    ExitCode.USAGE, "one statement at a time: there is another one after the semicolon");
        }
    }

    private boolean isReportingPragma() {
        skipBlank();
        return PRAGMAS.contains(word().toLowerCase(Locale.ROOT)) && text.indexOf('=', position) < 0;
    }

    private boolean hasSecondStatement() {
        while (position < text.length() && text.charAt(position) != ';') {
            char sign = text.charAt(position);
            if (sign == '\'' || sign == '"' || sign == '`' || sign == '[') {
                skipTo(sign == '[' ? "]" : String.valueOf(sign), 1);
            } else if (!skipComment()) {
                position++;
            }
        }
        while (position < text.length() && text.charAt(position) == ';') {
            position++;
            skipBlank();
        }
        return position < text.length();
    }

    private String word() {
        int begin = position;
        while (position < text.length() && Character.isJavaIdentifierPart(text.charAt(position))) {
            position++;
        }
        return text.substring(begin, position);
    }

    private void skipBlank() {
        while (position < text.length()) {
            if (Character.isWhitespace(text.charAt(position))) {
                position++;
            } else if (!skipComment()) {
                return;
            }
        }
    }

    private boolean skipComment() {
        if (text.startsWith("--", position)) {
            skipTo("\n", 2);
            return true;
        }
        if (text.startsWith("/*", position)) {
            skipTo("*/", 2);
            return true;
        }
        return false;
    }

    private void skipTo(String end, int opening) {
        int found = text.indexOf(end, position + opening);
        position = found < 0 ? text.length() : found + end.length();
    }
}

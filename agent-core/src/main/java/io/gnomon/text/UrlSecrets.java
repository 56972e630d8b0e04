package io.gnomon.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds passwords before a host: {@code scheme://user:password@host}, {@code jdbc:oracle:thin:user/password@host}. */
final class UrlSecrets {

    /** A password may, against the rules, hold what ends a host; it is looked for so far. */
    private static final int LONGEST_ODD_PASSWORD = 256;

    /** A user's name of such a length, with a digit in it, is a key. */
    private static final int SHORTEST_KEY = 20;

    private static final String ORACLE_HINT = "jdbc:oracle:";
    private static final Pattern ORACLE = Pattern.compile("jdbc:oracle:\\w{1,10}:[^/@\\s]{0,128}/(\\S{1,256})@");

    private final String text;
    private final Spans found;

    private UrlSecrets(String text, Spans found) {
        this.text = text;
        this.found = found;
    }

    static void find(String text, Spans found) {
        UrlSecrets urls = new UrlSecrets(text, found);
        for (int at = text.indexOf("//"); at >= 0; at = text.indexOf("//", at + 1)) {
            urls.authority(at + 2);
        }
        if (text.contains(ORACLE_HINT)) {
            Matcher matcher = ORACLE.matcher(text);
            while (matcher.find()) {
                found.add(matcher.start(1), matcher.end(1));
            }
        }
    }

    private void authority(int start) {
        int end = end(start, "/:@");
        if (end == text.length()) {
            return;
        }
        if (text.charAt(end) == '@') {
            if (end - start >= SHORTEST_KEY
                    && text.substring(start, end).chars().anyMatch(Character::isDigit)) {
                found.add(start, end);
            }
        } else if (text.charAt(end) == ':' && !text.startsWith("[", start)) {
            password(end + 1);
        }
    }

    /** What follows the first colon: a port, or a password up to the last {@code @} before the host ends. */
    private void password(int start) {
        int digits = start;
        while (digits < text.length() && Character.isDigit(text.charAt(digits))) {
            digits++;
        }
        if (digits == text.length() || isEnd(digits, digits > start ? "/?#;,)" : "/")) {
            return;
        }
        int at = end(start, "/");
        while (at > start && text.charAt(at - 1) != '@') {
            at--;
        }
        found.add(start, at > start ? at - 1 : endOfOddPassword(start));
    }

    /** Where it begins, if there is none; an {@code @} right behind a slash begins a path's part. */
    private int endOfOddPassword(int start) {
        int limit = Math.min(text.length(), start + LONGEST_ODD_PASSWORD);
        for (int at = start; at < limit && !isEnd(at, ""); at++) {
            if (text.charAt(at) == '@') {
                return at > start && text.charAt(at - 1) == '/' ? start : at;
            }
        }
        return start;
    }

    private int end(int start, String signs) {
        int end = start;
        while (end < text.length() && !isEnd(end, signs)) {
            end++;
        }
        return end;
    }

    /** A blank, a quote and angle brackets end a URL, wherever it stands. */
    private boolean isEnd(int at, String signs) {
        char sign = text.charAt(at);
        return Character.isWhitespace(sign) || "\"'<>`".indexOf(sign) >= 0 || signs.indexOf(sign) >= 0;
    }
}

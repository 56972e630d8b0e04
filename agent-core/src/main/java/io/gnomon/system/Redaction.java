package io.gnomon.system;

import java.util.regex.Pattern;

/** Hides what looks like a secret in a command line: the value of a name that speaks of passwords, tokens or keys. */
final class Redaction {

    /** A separator ends a value only where another name follows: a password may hold any of them. */
    private static final String VALUE = "(?:[^\\s,;&]++|[,;&](?![\\w.-]++[=:]))++";

    private static final Pattern NAMED_SECRET = Pattern.compile(
            "(?i)((?:password|passwd|pwd|passphrase|secret|token|credentials?|api[-_.]?key|access[-_.]?key|private[-_.]?key)"
                    + "[\\w.-]*|(?<![a-z])pass(?=\\s*[=:]))(\\s*[=:]\\s*|\\s+)(\"[^\"]*\"|'[^']*'|" + VALUE + ")");

    /** {@code scheme://user:password@host}; some have no user. */
    private static final Pattern URL_SECRET = Pattern.compile("(://[^/\\s:@]*:)[^/\\s]+@");

    private Redaction() {}

    static String redact(String text) {
        String named = NAMED_SECRET.matcher(text).replaceAll("$1$2***");
        return URL_SECRET.matcher(named).replaceAll("$1***@");
    }
}

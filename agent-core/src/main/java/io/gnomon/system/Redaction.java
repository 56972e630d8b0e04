package io.gnomon.system;

import java.util.regex.Pattern;

/** Hides what looks like a secret in a command line: the value of a name that speaks of passwords, tokens or keys. */
final class Redaction {

    private static final Pattern NAMED_SECRET = Pattern.compile(
            "(?i)((?:password|passwd|pwd|passphrase|secret|token|credentials?|api[-_.]?key|access[-_.]?key|private[-_.]?key)"
                    + "[\\w.-]*)(\\s*[=:]\\s*|\\s+)(\"[^\"]*\"|'[^']*'|[^\\s,;&]+)");

    /** {@code scheme://user:password@host}. */
    private static final Pattern URL_SECRET = Pattern.compile("(://[^/\\s:@]+:)[^/\\s@]+@");

    private Redaction() {}

    static String redact(String text) {
        String named = NAMED_SECRET.matcher(text).replaceAll("$1$2***");
        return URL_SECRET.matcher(named).replaceAll("$1***@");
    }
}

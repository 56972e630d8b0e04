package io.gnomon.text;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds secrets that show by themselves what they are. Long random texts as such are not among them: trace ids, digests and
 * keys of records look the same, and are what a reader of an error wants to see.
 */
final class TokenSecrets {

    /** Only at the beginning of words, and without a way back: otherwise a long word would be read again from each of its letters. */
    private static final List<Kind> KINDS = List.of(
            new Kind("eyJ", "(?<![\\w-])eyJ[\\w-]{8,}+\\.[\\w-]{8,}+(?:\\.[\\w-]*+){0,3}"),
            new Kind("earer ", "(?<![\\w-])(?i:bearer) {1,4}((?=\\S*\\d|\\S{24})[\\w+/.~=-]{6,}+)"),
            new Kind("EARER ", "(?<![\\w-])BEARER {1,4}((?=\\S*\\d|\\S{24})[\\w+/.~=-]{6,}+)"),
            new Kind("asic ", "(?<![\\w-])(?i:basic) {1,4}((?=\\S*[\\d=+/]|\\S*[a-z][A-Z])[\\w+/=]{8,}+)"),
            new Kind("BASIC ", "(?<![\\w-])BASIC {1,4}((?=\\S*[\\d=+/]|\\S*[a-z][A-Z])[\\w+/=]{8,}+)"),
            new Kind(
                    "PRIVATE KEY",
                    "-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY[A-Z ]{0,10}-----[\\s\\S]*?(?:-----END[A-Z0-9 ]{0,50}-----|\\z)"),
            new Kind("AKIA", "(?<![A-Za-z0-9])AKIA[A-Z0-9]{16}(?![A-Za-z0-9])"),
            new Kind("ASIA", "(?<![A-Za-z0-9])ASIA[A-Z0-9]{16}(?![A-Za-z0-9])"),
            new Kind("ghp_", "(?<!\\w)ghp_\\w{20,}+"),
            new Kind("gho_", "(?<!\\w)gho_\\w{20,}+"),
            new Kind("ghu_", "(?<!\\w)ghu_\\w{20,}+"),
            new Kind("ghs_", "(?<!\\w)ghs_\\w{20,}+"),
            new Kind("ghr_", "(?<!\\w)ghr_\\w{20,}+"),
            new Kind("github_pat_", "(?<!\\w)github_pat_\\w{20,}+"),
            new Kind("glpat-", "(?<![\\w-])glpat-[\\w-]{16,}+"),
            new Kind("sk-", "(?<![\\w-])sk-(?=[\\w-]*\\d)[\\w-]{16,}+"),
            new Kind("_live_", "(?<!\\w)[a-z]{2,5}_live_\\w{16,}+"),
            new Kind("_test_", "(?<!\\w)(?:sk|rk|pk)_test_\\w{16,}+"),
            new Kind("xox", "(?<![\\w-])xox[a-z]-[\\w-]{10,}+"),
            new Kind("AIza", "(?<![\\w-])AIza[\\w-]{35}"),
            new Kind("ya29.", "(?<![\\w-])ya29\\.[\\w-]{20,}+"),
            new Kind("npm_", "(?<!\\w)npm_[A-Za-z0-9]{36}"),
            new Kind("SG.", "(?<![\\w-])SG\\.[\\w-]{16,}+\\.[\\w-]{16,}+"));

    private TokenSecrets() {}

    static void find(String text, Spans found) {
        for (Kind kind : KINDS) {
            if (text.contains(kind.hint)) {
                Matcher matcher = kind.pattern().matcher(text);
                while (matcher.find()) {
                    int group = matcher.groupCount();
                    found.add(matcher.start(group), matcher.end(group));
                }
            }
        }
    }

    /** A kind of secret. Few texts have the hint in them, and most kinds never come, so their patterns are not made before. */
    private static final class Kind {
        final String hint;
        private final String expression;
        private volatile @Nullable Pattern pattern;

        /** @param expression its last group, if it has one, is what is hidden */
        Kind(String hint, String expression) {
            this.hint = hint;
            this.expression = expression;
        }

        Pattern pattern() {
            Pattern made = pattern;
            if (made == null) {
                made = Pattern.compile(expression);
                pattern = made;
            }
            return made;
        }
    }
}

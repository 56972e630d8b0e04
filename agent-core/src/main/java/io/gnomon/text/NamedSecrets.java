package io.gnomon.text;

import static io.gnomon.text.SecretValue.afterBlanks;
import static io.gnomon.text.SecretValue.isBlank;
import static io.gnomon.text.SecretValue.isHarmlessAt;
import static io.gnomon.text.SecretValue.isQuote;

import java.util.Locale;
import java.util.Set;

/**
 * Finds values by their names: {@code key=value}, {@code key: value}, {@code "key":"value"}, {@code --key value},
 * {@code ?key=value&}, {@code <key>value</key>}, {@code password 'value'}, and headers. Written by hand, because a regular
 * expression for all of this could neither be read nor be trusted to end: this looks at each character a bounded number
 * of times.
 */
final class NamedSecrets {

    /** How far from its name a tag's end may be. */
    private static final int LONGEST_TAG = 200;

    /** What follows "password:" where a sentence goes on: messages of validators are to keep their words. */
    private static final Set<String> OF_SENTENCES = Set.of(
            "a",
            "an",
            "at",
            "cannot",
            "does",
            "expected",
            "failed",
            "has",
            "invalid",
            "is",
            "may",
            "minimum",
            "missing",
            "must",
            "no",
            "not",
            "only",
            "required",
            "should",
            "size",
            "the",
            "too",
            "was",
            "wrong");

    /** What goes before "token:" where a parser complains of its input. */
    private static final Set<String> OF_PARSERS =
            Set.of("expected", "expecting", "illegal", "mismatched", "missing", "unexpected", "unrecognized");

    private final String text;
    private final Spans found;

    /** Where the word began that is being read. */
    private int word;

    private NamedSecrets(String text, Spans found) {
        this.text = text;
        this.found = found;
    }

    static void find(String text, Spans found) {
        new NamedSecrets(text, found).scan();
    }

    private void scan() {
        int at = 0;
        while (at < text.length()) {
            int here = at;
            char sign = text.charAt(here);
            at = switch (sign) {
                case '=', ':' -> afterSeparator(here, 1);
                case '%' -> isEncodedSeparator(here) ? afterSeparator(here, 3) : here + 1;
                case '>' -> afterTag(here);
                case ' ', '\t' -> afterBlank(here);
                default -> here + 1;
            };
            if (Character.isWhitespace(sign)) {
                word = here + 1;
            }
        }
    }

    private boolean isEncodedSeparator(int at) {
        return text.regionMatches(true, at, "%3D", 0, 3) || text.regionMatches(true, at, "%3A", 0, 3);
    }

    /** Like the methods for other signs this returns where to go on. */
    private int afterSeparator(int at, int length) {
        boolean colon = text.charAt(at) == ':';
        if (colon && (text.startsWith(":", at + 1) || text.startsWith("//", at + 1))) {
            // A method reference, or a URL's scheme.
            return at + 2;
        }
        int end = beforeBlanks(at);
        boolean quoted = end > 0 && isQuote(text.charAt(end - 1));
        if (quoted) {
            end = beforeBackslashes(end - 1);
        }
        String name = text.substring(nameBegin(end), end);
        if (!SecretNames.isSecret(name)) {
            return at + 1;
        }
        int start = at + length;
        while (start < text.length() && (text.charAt(start) == '=' || text.charAt(start) == '>')) {
            start++;
        }
        int value = afterBlanks(text, start);
        boolean sentence = colon && !quoted && value > start && isSentence(end - name.length(), value);
        if (sentence || isHarmlessAt(text, value, name)) {
            return value;
        }
        if (colon && !quoted && SecretNames.isHeader(name)) {
            int lineEnd = text.indexOf('\n', value);
            int headerEnd = lineEnd < 0 ? text.length() : lineEnd;
            found.add(value, headerEnd);
            return headerEnd;
        }
        return new SecretValue(text, quoted, length > 1).hide(value, found);
    }

    private int afterBlank(int at) {
        if (at == word || at - word > SecretNames.LONGEST) {
            return at + 1;
        }
        int value = afterBlanks(text, at);
        if (value == text.length()) {
            return at + 1;
        }
        boolean option = text.charAt(word) == '-';
        boolean quoted = isQuote(text.charAt(value));
        if (!option && !quoted) {
            return at + 1;
        }
        String name = text.substring(nameBegin(at), at);
        boolean optionAlone = option && name.length() == at - word;
        if ((optionAlone && SecretNames.isSecret(name) && !isHarmlessAt(text, value, name))
                || (quoted && SecretNames.isPassword(name))) {
            return new SecretValue(text, false, false).hide(value, found);
        }
        return at + 1;
    }

    /** Only an element that its own end closes: a type's parameters stand in such brackets, too. */
    private int afterTag(int at) {
        int open = at - 1;
        while (open >= 0 && at - open < LONGEST_TAG && "<>\n".indexOf(text.charAt(open)) < 0) {
            open--;
        }
        if (open < 0 || text.charAt(open) != '<') {
            return at + 1;
        }
        int end = open + 1;
        while (end < at && !isBlank(text.charAt(end))) {
            end++;
        }
        String tag = text.substring(open + 1, end);
        if (!SecretNames.isSecret(tag.substring(tag.indexOf(':') + 1))) {
            return at + 1;
        }
        int close = text.indexOf('<', at + 1);
        if (close < 0 || !text.startsWith("/" + tag, close + 1)) {
            return at + 1;
        }
        found.add(at + 1, close);
        return close;
    }

    private boolean isSentence(int nameBegin, int value) {
        int end = value;
        while (end < text.length() && end - value < 16 && Character.isLetter(text.charAt(end))) {
            end++;
        }
        boolean whole = end == text.length() || isBlank(text.charAt(end));
        int before = beforeBlanks(nameBegin);
        return (whole && OF_SENTENCES.contains(text.substring(value, end)))
                || OF_PARSERS.contains(text.substring(nameBegin(before), before).toLowerCase(Locale.ROOT));
    }

    private int nameBegin(int end) {
        int begin = end;
        while (begin > 0 && end - begin < SecretNames.LONGEST && SecretNames.isNameCharacter(text.charAt(begin - 1))) {
            begin--;
        }
        return begin;
    }

    private int beforeBlanks(int end) {
        int before = end;
        while (before > 0 && end - before < 3 && isBlank(text.charAt(before - 1))) {
            before--;
        }
        return before;
    }

    private int beforeBackslashes(int end) {
        int before = end;
        while (before > 0 && end - before < 8 && text.charAt(before - 1) == '\\') {
            before--;
        }
        return before;
    }
}

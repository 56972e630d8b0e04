package io.gnomon.text;

import java.util.Locale;
import java.util.Set;

/** Where the value ends that begins at a place, in the spellings that programs print and people type. */
final class SecretValue {

    private static final Set<String> SCHEMES =
            Set.of("apikey", "basic", "bearer", "digest", "negotiate", "ntlm", "token");

    private static final Set<String> HARMLESS = Set.of("true", "false", "null", "***");

    private static final int LONGEST_NUMBER = 9;

    private final String text;

    /** The name stands in quotes, as in JSON: then a value without is a number or the like. */
    private final boolean quotedName;

    /** In a URL that is a parameter of another one. */
    private final boolean encoded;

    SecretValue(String text, boolean quotedName, boolean encoded) {
        this.text = text;
        this.quotedName = quotedName;
        this.encoded = encoded;
    }

    /** Adds the value to what is hidden, without its quotes, and returns where it ends. */
    int hide(int start, Spans found) {
        int quote = start;
        while (quote < text.length() && text.charAt(quote) == '\\') {
            quote++;
        }
        if (quote < text.length() && isQuote(text.charAt(quote))) {
            int close = closing(quote, quote - start);
            found.add(quote + 1, close);
            return close;
        }
        int brackets = afterBrackets(start);
        int end = endOfWord(brackets, Math.max(brackets, start + 1));
        if (end - start < SecretNames.LONGEST
                && SCHEMES.contains(text.substring(start, end).toLowerCase(Locale.ROOT))
                && end < text.length()
                && isBlank(text.charAt(end))) {
            int second = afterBlanks(text, end);
            end = endOfWord(second, second + 1);
        }
        found.add(start, end);
        return end;
    }

    /** Where the quote closes, with as many backslashes before it; a doubled one does not. At the latest at the end. */
    private int closing(int open, int backslashes) {
        char quote = text.charAt(open);
        int run = 0;
        for (int at = open + 1; at < text.length(); at++) {
            char sign = text.charAt(at);
            if (sign == quote && (backslashes == 0 ? run % 2 == 0 : run == backslashes)) {
                boolean doubled = backslashes == 0 && at + 1 < text.length() && text.charAt(at + 1) == quote;
                if (!doubled) {
                    return at - backslashes;
                }
                at++;
            }
            run = sign == '\\' ? run + 1 : 0;
        }
        return text.length();
    }

    /** Behind an object or a list, if the value begins as one; at the end, if that is cut off. */
    private int afterBrackets(int start) {
        int kind = start < text.length() ? "{[(".indexOf(text.charAt(start)) : -1;
        if (kind < 0) {
            return start;
        }
        char open = text.charAt(start);
        char close = "}])".charAt(kind);
        int depth = 0;
        for (int at = start; at < text.length(); at++) {
            char sign = text.charAt(at);
            depth += sign == open ? 1 : sign == close ? -1 : 0;
            if (depth == 0) {
                return at + 1;
            }
        }
        return text.length();
    }

    /** @param least where it ends at the earliest, if it is that long */
    private int endOfWord(int start, int least) {
        int end = start;
        while (end < text.length() && !endsAt(end)) {
            end++;
        }
        // What stands around a value in a sentence, or in an object, is left to be seen.
        while (end > least && "\"'`)]},;:".indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return end;
    }

    /** A comma, a semicolon and an ampersand end a value only where another name follows: a password may hold any of them. */
    private boolean endsAt(int at) {
        char sign = text.charAt(at);
        return Character.isWhitespace(sign)
                || (quotedName && ",}]".indexOf(sign) >= 0)
                || (encoded && (sign == '&' || text.startsWith("%26", at)))
                || (",;&".indexOf(sign) >= 0 && isNameFollowing(at + 1))
                || text.startsWith("</", at);
    }

    private boolean isNameFollowing(int start) {
        int begin = afterQuotes(start);
        int end = begin;
        while (end < text.length() && SecretNames.isNameCharacter(text.charAt(end))) {
            end++;
        }
        int sign = afterQuotes(end);
        return end > begin && sign < text.length() && (text.charAt(sign) == '=' || text.charAt(sign) == ':');
    }

    private int afterQuotes(int start) {
        int at = start;
        while (at < text.length() && (isQuote(text.charAt(at)) || text.charAt(at) == '\\')) {
            at++;
        }
        return at;
    }

    /** Whether the word that begins there is {@link #isHarmless harmless}. */
    static boolean isHarmlessAt(String text, int start, String name) {
        int end = start;
        while (end < text.length()
                && !Character.isWhitespace(text.charAt(end))
                && "\"',;&)]".indexOf(text.charAt(end)) < 0) {
            end++;
            if (end - start > SecretNames.LONGEST) {
                return false;
            }
        }
        String value = text.substring(start, end);
        // The brace may close the object that the value is in.
        return isHarmless(value, name)
                || (value.endsWith("}") && isHarmless(value.substring(0, value.length() - 1), name));
    }

    /**
     * Whether a value cannot be a secret: a truth value, nothing, a place to fill in, a number of tokens, or what is hidden
     * already.
     *
     * @param name the value's; it makes a difference only to numbers
     */
    static boolean isHarmless(String value, String name) {
        return HARMLESS.contains(value)
                || isPlaceholder(value)
                || (isNumber(value, LONGEST_NUMBER) && SecretNames.isCountable(name));
    }

    /** {@code ${NAME}}; with a default value it may hold a secret. */
    private static boolean isPlaceholder(String value) {
        return value.startsWith("${") && value.indexOf('}') == value.length() - 1 && value.indexOf(':') < 0;
    }

    static boolean isNumber(String value, int longest) {
        return !value.isEmpty()
                && value.length() <= longest
                && value.chars().allMatch(sign -> sign >= '0' && sign <= '9');
    }

    static boolean isBlank(char sign) {
        return sign == ' ' || sign == '\t';
    }

    static boolean isQuote(char sign) {
        return sign == '"' || sign == '\'' || sign == '`';
    }

    static int afterBlanks(String text, int start) {
        int at = start;
        while (at < text.length() && isBlank(text.charAt(at))) {
            at++;
        }
        return at;
    }
}

package io.gnomon.text;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Which names speak of secrets: {@code spring.datasource.password}, {@code DB_PASS}, {@code apiKey}, {@code X-Auth-Token}.
 * Names are looked at word by word, so that {@code monkey}, {@code bypass} and {@code primary.key} are not among them.
 */
final class SecretNames {

    /** Longer names are looked at from their end. */
    static final int LONGEST = 120;

    /** Most names have none of these in them, and need no closer look. */
    private static final Pattern PERHAPS =
            Pattern.compile("(?i)pass|pw|secret|credential|token|key|jwt|otp|authorization|cookie|session|sig");

    /** In words in lower case, each between hyphens. What says "password" does so anywhere; other words must be the last. */
    private static final Pattern SECRET = Pattern.compile("password|passwd|passphrase|passcode|passwort|pwd"
            + "|credential|secret(?!ar)"
            + "|(?:(?<!by|com|sur|tres)pass|pw|tokens?|jwt|authorization|cookies?|session-?id|-otp|^-sig"
            + "|-amz-signature|(?:api|access|account|aes|app|application|auth|encrypt|encryption|decryption|hmac"
            + "|licen[cs]e|master|pass|private|rsa|security|session|shared|sign|signing|ssh|subscription)-?key(?:-id)?)"
            + "\\d*(?:-value|-text|-\\d+)*-$");

    /** These are about a secret, and tell none: {@code --password-policy}, {@code password.encoder}, {@code no-password}. */
    private static final Pattern ABOUT_ONE = Pattern.compile("^-(?:ask|no|prompt|skip|without)-"
            + "|-(?:age|algorithm|allowed|attempts|bucket|class|column|config|configuration|controller|count|dir"
            + "|directory|disabled|enabled|encoder|encoding|endpoint|error|exception|expiration|expired|expires|expiry"
            + "|factory|field|file|filename|filter|folder|format|groovy|handler|header|helper|history|host|impl|interval"
            + "|java|json|kt|label|len|length|lifetime|limit|location|manager|max|min|minutes|mode|name|names|param"
            + "|parameter|path|pattern|period|policies|policy|port|prefix|prompt|properties|provider|regex|repository"
            + "|required|reset|resolver|retries|rotation|rule|rules|scala|seconds|service|size|source|stdin|store|strategy"
            + "|strength|supported|test|timeout|ttl|type|types|uri|url|util|utils|validation|validator|validity|version"
            + "|xml|yaml|yml)-$");

    private static final Pattern PASSWORD = Pattern.compile("(?:password|passwd|passphrase|pwd)-$");

    private static final Pattern HEADER = Pattern.compile("(?:authorization|cookies?)-$");

    private static final Pattern USER = Pattern.compile("-(?:auth|login|u|user)-$");

    private static final Pattern TOKENS = Pattern.compile("tokens-$");

    private SecretNames() {}

    static boolean isSecret(String name) {
        if (name.isEmpty() || !PERHAPS.matcher(name).find()) {
            return false;
        }
        String words = words(name);
        return SECRET.matcher(words).find() && !ABOUT_ONE.matcher(words).find();
    }

    /** Whether the name is a password's, which may stand before its value without any sign between. */
    static boolean isPassword(String name) {
        return PERHAPS.matcher(name).find() && PASSWORD.matcher(words(name)).find();
    }

    /** Whether it is a header's whose value goes to the end of the line. */
    static boolean isHeader(String name) {
        return HEADER.matcher(words(name)).find();
    }

    /** Whether its value may be {@code user:password}. */
    static boolean isUser(String name) {
        return USER.matcher(words(name)).find();
    }

    /** Whether a number as its value is a count of tokens, as language models report them. */
    static boolean isCountable(String name) {
        return TOKENS.matcher(words(name)).find();
    }

    static boolean isNameCharacter(char sign) {
        return Character.isLetterOrDigit(sign) || "_.-$[]".indexOf(sign) >= 0;
    }

    /** {@code -Dmy.apiKey}, as {@code -my-api-key-}. */
    private static String words(String name) {
        StringBuilder words = new StringBuilder(name.length() + 8).append('-');
        for (int i = name.startsWith("-D") ? 2 : 0; i < name.length(); i++) {
            char sign = name.charAt(i);
            boolean letter = Character.isLetterOrDigit(sign);
            if (words.charAt(words.length() - 1) != '-' && (!letter || beginsWord(name, i))) {
                words.append('-');
            }
            if (letter) {
                words.append(sign);
            }
        }
        if (words.charAt(words.length() - 1) != '-') {
            words.append('-');
        }
        return words.toString().toLowerCase(Locale.ROOT);
    }

    /** In camel case, where a run of capitals is one word: {@code myAPIKey} is of three. */
    private static boolean beginsWord(String name, int at) {
        if (!Character.isUpperCase(name.charAt(at))) {
            return false;
        }
        boolean afterCapital = Character.isUpperCase(name.charAt(at - 1));
        return !afterCapital || (at + 1 < name.length() && Character.isLowerCase(name.charAt(at + 1)));
    }
}

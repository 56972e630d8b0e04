package io.gnomon.text;

/**
 * Makes visible what a terminal obeys or does not show: control characters, the beginnings of escape sequences, marks that turn the
 * direction of writing, and other characters without a picture. Messages and names hold what strangers typed.
 */
public final class Escapes {

    private Escapes() {}

    /** The text in one line: the same, if there is nothing in it to escape, otherwise with <code>&#92;u001b</code> and the like. */
    public static String visible(String text) {
        for (int at = 0; at < text.length(); at++) {
            if (isEscaped(text, at)) {
                return escaped(text, at);
            }
        }
        return text;
    }

    private static String escaped(String text, int first) {
        StringBuilder visible = new StringBuilder(text.length() + 16).append(text, 0, first);
        for (int at = first; at < text.length(); at++) {
            char sign = text.charAt(at);
            if (!isEscaped(text, at)) {
                visible.append(sign);
            } else {
                escape(visible, sign);
            }
        }
        return visible.toString();
    }

    private static void escape(StringBuilder visible, char sign) {
        switch (sign) {
            case '\n' -> visible.append("\\n");
            case '\r' -> visible.append("\\r");
            case '\t' -> visible.append("\\t");
            default -> visible.append(code(sign));
        }
    }

    /** <code>&#92;u001b</code>, as Java and JSON write it. */
    public static String code(char sign) {
        String digits = Integer.toHexString(sign);
        return "\\u" + "0".repeat(4 - digits.length()) + digits;
    }

    /** Whether the character is not shown as itself; each half of a pair is asked for what the pair is. */
    private static boolean isEscaped(String text, int at) {
        char sign = text.charAt(at);
        if (sign < 0x7f) {
            return sign < ' ';
        }
        if (!Character.isSurrogate(sign)) {
            return isInvisible(sign);
        }
        boolean low = Character.isLowSurrogate(sign);
        int high = low ? at - 1 : at;
        return high < 0
                || high + 1 >= text.length()
                || isInvisible(text.codePointAt(high))
                || (low && !isPair(text, high));
    }

    private static boolean isPair(String text, int high) {
        return Character.isSurrogatePair(text.charAt(high), text.charAt(high + 1));
    }

    /** Whether it has no picture of its own; half of a pair has none. */
    public static boolean isInvisible(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> true;
            default -> false;
        };
    }
}

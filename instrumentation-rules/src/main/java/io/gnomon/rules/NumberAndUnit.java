package io.gnomon.rules;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A quantity as people write it, such as {@code 1.5s} or {@code 64 MiB}.
 *
 * @param number not negative
 * @param unit as written, empty if none
 */
public record NumberAndUnit(BigDecimal number, String unit) {

    private static final int MAX_DIGITS = 20;

    /** Splits digits, perhaps with decimals, from the unit that follows; null if the text begins otherwise. */
    public static @Nullable NumberAndUnit parse(String text) {
        String quantity = text.strip();
        int end = 0;
        while (end < quantity.length() && isNumeric(quantity.charAt(end))) {
            end++;
        }
        String number = quantity.substring(0, end);
        boolean isNumber = !number.isEmpty()
                && number.length() <= MAX_DIGITS
                && !number.startsWith(".")
                && !number.endsWith(".")
                && number.indexOf('.') == number.lastIndexOf('.');
        return isNumber
                ? new NumberAndUnit(
                        new BigDecimal(number), quantity.substring(end).strip())
                : null;
    }

    private static boolean isNumeric(char c) {
        return (c >= '0' && c <= '9') || c == '.';
    }
}

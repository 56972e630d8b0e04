package io.gnomon.benchmarks.report;

import java.util.Locale;

/**
 * What a figure is to reach, and what it was.
 *
 * @param what the figure and what it was measured on
 * @param goal what it should be, such as {@code at most 1.08}
 * @param measured what it was, in the same unit
 * @param reached whether it was what it should be
 */
public record Target(String what, String goal, String measured, boolean reached) {

    /** A figure that should not be above a limit; both are shown with so many decimals. */
    public static Target atMost(String what, double limit, double measured, int decimals) {
        return new Target(what, "at most " + number(limit, decimals), number(measured, decimals), measured <= limit);
    }

    /** A figure that should not be below a limit; both are shown with so many decimals. */
    public static Target atLeast(String what, double limit, double measured, int decimals) {
        return new Target(what, "at least " + number(limit, decimals), number(measured, decimals), measured >= limit);
    }

    private static String number(double value, int decimals) {
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
}

package io.gnomon.cli.text;

import io.gnomon.model.Count;
import io.gnomon.stats.StandardErrors;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Figures as people read them. */
public final class Format {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSXXX", Locale.ROOT);

    private static final MathContext THREE_DIGITS = new MathContext(3, RoundingMode.HALF_UP);

    private static final String[] UNITS = {"ns", "µs", "ms", "s"};

    private Format() {}

    /** Three significant digits and the unit that suits: 312 ns, 4.21 µs, 12.3 ms, 1.50 s, 5,025 s. */
    static String duration(long nanos) {
        BigDecimal value = BigDecimal.valueOf(nanos);
        int unit = 0;
        while (unit < UNITS.length - 1 && value.round(THREE_DIGITS).abs().compareTo(BigDecimal.valueOf(1_000)) >= 0) {
            value = value.movePointLeft(3);
            unit++;
        }
        if (unit == 0) {
            return nanos + " ns";
        }
        BigDecimal rounded = value.round(THREE_DIGITS);
        int decimals = Math.max(0, 3 - (rounded.precision() - rounded.scale()));
        return String.format(Locale.ROOT, "%,." + decimals + "f %s", decimals == 0 ? value : rounded, UNITS[unit]);
    }

    /** An estimate with its margin of error, at 95 %: 1.50 s ±4%. The duration alone if it is exact. */
    static String estimate(long nanos, long standardError) {
        if (standardError == 0) {
            return duration(nanos);
        }
        double margin = StandardErrors.MARGIN * standardError;
        // Where it may be almost anything, a share of it would say little.
        return margin < nanos
                ? duration(nanos) + margin(margin / nanos)
                : duration(nanos) + " ±" + duration(Math.round(margin));
    }

    /** The mean of an estimated total, which is off by the same share; it may be a few nanoseconds. */
    static String mean(long mean, long total, long totalError) {
        double share = StandardErrors.MARGIN * totalError / Math.max(1, total);
        return share < 1 ? duration(mean) + (totalError == 0 ? "" : margin(share)) : estimate(mean, mean);
    }

    private static String margin(double share) {
        return String.format(Locale.ROOT, " ±%.0f%%", Math.max(1, 100 * share));
    }

    /** With a comma at the thousands. */
    public static String count(long number) {
        return Count.grouped(number);
    }

    /** A share from 0 to 1 as a percentage. A share that is not quite 0 or 1 does not read as if it were. */
    static String percent(double share) {
        if (share > 0 && share < 0.0001) {
            return "<0.01 %";
        }
        if (share < 1 && share > 0.9999) {
            return ">99.99 %";
        }
        return share == 0 ? "0 %" : String.format(Locale.ROOT, "%.2f %%", share * 100);
    }

    /** ISO 8601, to the millisecond. */
    static String time(Instant instant, ZoneId zone) {
        return TIME.format(instant.atZone(zone));
    }

    /** The first line, cut where it is long. */
    public static String line(String text, int length) {
        String first = text.lines().findFirst().orElse("");
        return first.length() > length ? first.substring(0, length - 3) + "..." : first;
    }
}

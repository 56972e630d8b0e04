package io.gnomon.rules;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;

/** Durations as people write them: a number, perhaps with decimals, and a unit, such as {@code 1.5s}. */
public final class DurationText {

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private static final Unit[] UNITS = {
        new Unit("d", 86_400_000_000_000L),
        new Unit("h", 3_600_000_000_000L),
        new Unit("m", 60_000_000_000L),
        new Unit("s", 1_000_000_000L),
        new Unit("ms", 1_000_000L),
        new Unit("us", 1_000L),
        new Unit("ns", 1L),
    };

    private DurationText() {}

    /**
     * Reads a duration of up to 292 years, to the nanosecond.
     *
     * @throws IllegalArgumentException if it is none; the message is a sentence for the user
     */
    public static Duration parse(String text) {
        NumberAndUnit duration = NumberAndUnit.parse(text);
        if (duration == null) {
            throw mistake(text);
        }
        for (Unit unit : UNITS) {
            if (unit.name.equals(duration.unit())) {
                return Duration.ofNanos(nanos(text, duration.number(), unit));
            }
        }
        throw mistake(text);
    }

    /** The duration, not negative, as a whole number of the largest unit that allows it, such as {@code 1500ms}. */
    public static String format(Duration duration) {
        // Not in nanoseconds: those of the longest durations do not fit a long.
        long seconds = duration.getSeconds();
        int rest = duration.getNano();
        if (seconds == 0 && rest == 0) {
            return "0s";
        }
        for (Unit unit : UNITS) {
            if (unit.nanos >= NANOS_PER_SECOND && rest == 0 && seconds % (unit.nanos / NANOS_PER_SECOND) == 0) {
                return seconds / (unit.nanos / NANOS_PER_SECOND) + unit.name;
            }
            if (unit.nanos < NANOS_PER_SECOND && rest % unit.nanos == 0) {
                BigInteger perSecond = BigInteger.valueOf(NANOS_PER_SECOND / unit.nanos);
                return BigInteger.valueOf(seconds).multiply(perSecond).add(BigInteger.valueOf(rest / unit.nanos))
                        + unit.name;
            }
        }
        throw new AssertionError("every duration is a whole number of nanoseconds");
    }

    private static long nanos(String text, BigDecimal number, Unit unit) {
        try {
            return number.multiply(BigDecimal.valueOf(unit.nanos)).longValueExact();
        } catch (ArithmeticException tooLongOrTooFine) {
            throw new IllegalArgumentException(
                    "'" + text + "' is out of range: a duration is a whole number of nanoseconds, at most 106751d",
                    tooLongOrTooFine);
        }
    }

    private static IllegalArgumentException mistake(String text) {
        return new IllegalArgumentException("'" + text.strip()
                + "' is not a duration; expected a number and a unit (ns, us, ms, s, m, h, d), such as 500ms or 1.5s");
    }

    private record Unit(String name, long nanos) {}
}

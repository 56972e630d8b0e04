package io.gnomon.cli.input;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A point in time as people type it: {@code 10m}, which is ten minutes back, or ISO 8601. */
final class TimeArgument {

    private static final Pattern BACK = Pattern.compile("(\\d{1,9})\\s*(s|m|h|d)");

    private static final Map<String, Duration> UNITS = Map.of(
            "s", Duration.ofSeconds(1), "m", Duration.ofMinutes(1), "h", Duration.ofHours(1), "d", Duration.ofDays(1));

    private TimeArgument() {}

    /**
     * The time that {@code text} means.
     *
     * @param end what a duration counts back from
     * @param zone that of times without one
     */
    static @Nullable Instant parse(String option, @Nullable String text, Instant end, ZoneId zone) {
        if (text == null) {
            return null;
        }
        String time = text.strip();
        Matcher back = BACK.matcher(time);
        if (back.matches()) {
            Duration unit = UNITS.getOrDefault(back.group(2), Duration.ZERO);
            return end.minus(unit.multipliedBy(Long.parseLong(back.group(1))));
        }
        String iso = time.replace(' ', 'T');
        Instant instant = parsed(iso, value -> OffsetDateTime.parse(value).toInstant());
        if (instant == null) {
            instant =
                    parsed(iso, value -> LocalDateTime.parse(value).atZone(zone).toInstant());
        }
        if (instant == null) {
            instant = parsed(
                    iso, value -> LocalDate.parse(value).atStartOfDay(zone).toInstant());
        }
        if (instant == null) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    option + " does not understand '" + text
                            + "': write a duration such as 90s, 10m, 2h or 1d, or a time such as 2026-11-21T14:30:00Z");
        }
        return instant;
    }

    private static @Nullable Instant parsed(String text, Function<String, Instant> parser) {
        try {
            return parser.apply(text);
        } catch (DateTimeParseException another) {
            return null;
        }
    }
}

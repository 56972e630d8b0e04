package org.sqlite.date;

import java.text.ParseException;
import java.text.SimpleDateFormat;
import java.util.Date;
import java.util.Locale;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;

/**
 * Stands in for the driver's class of this name, which the agent's jar leaves out. The driver makes one for each connection,
 * and the original reads the default time zone then. That sets the system property {@code user.timezone}, which the
 * application sees, and loads the locale's data, which takes a tenth of a CPU second of its start. This one does nothing
 * until a date is read or written as text, which the agent never does.
 *
 * <p>For all threads.
 */
@SuppressWarnings("JavaUtilDate") // The driver's interface.
public final class FastDateFormat {

    private final String pattern;
    private final @Nullable TimeZone zone;

    private FastDateFormat(String pattern, @Nullable TimeZone zone) {
        this.pattern = pattern;
        this.zone = zone;
    }

    /** A format in the default time zone. */
    public static FastDateFormat getInstance(String pattern) {
        return new FastDateFormat(pattern, null);
    }

    /** A format in a time zone; null for the default one. */
    public static FastDateFormat getInstance(String pattern, @Nullable TimeZone zone) {
        return new FastDateFormat(pattern, zone);
    }

    /** The date as text. */
    public String format(Date date) {
        return made().format(date);
    }

    /**
     * The date that a text holds.
     *
     * @throws ParseException if it holds none
     */
    public Date parse(String text) throws ParseException {
        return made().parse(text);
    }

    private SimpleDateFormat made() {
        SimpleDateFormat format = new SimpleDateFormat(pattern, Locale.ROOT);
        if (zone != null) {
            format.setTimeZone(zone);
        }
        return format;
    }
}

package io.gnomon.store.write;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Notes when a row that others refer to was used last, to the hour: retention takes out those that no call refers to any more,
 * and to look for such calls would take too long.
 */
final class LastUse {

    private static final long HOUR_MICROS = TimeUnit.HOURS.toMicros(1);
    private static final int MAX_REMEMBERED = 20_000;

    private final PreparedStatement update;

    /** Noted within the hour. */
    private final Set<Long> noted = new HashSet<>();

    private long now;
    private long hour;

    /** @param table has a column {@code used} */
    LastUse(Connection connection, String table) throws SQLException {
        update = connection.prepareStatement("UPDATE " + table + " SET used = ? WHERE id = ?");
    }

    /** What is used from now on is used at this time. */
    void now(long micros) {
        now = micros;
        if (micros / HOUR_MICROS != hour) {
            hour = micros / HOUR_MICROS;
            noted.clear();
        }
    }

    /** The time of use, epoch microseconds. */
    long now() {
        return now;
    }

    /** Notes the use of a new row, which has its time. */
    void made(long id) {
        if (noted.size() >= MAX_REMEMBERED) {
            noted.clear();
        }
        noted.add(id);
    }

    /** Notes the use of a row; false if it was taken out meanwhile. */
    boolean isThere(long id) throws SQLException {
        if (noted.contains(id)) {
            return true;
        }
        update.setLong(1, now);
        update.setLong(2, id);
        boolean there = update.executeUpdate() > 0;
        if (there) {
            made(id);
        }
        return there;
    }
}

package io.gnomon.retention;

import io.gnomon.store.write.Store;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Single calls and what is known of them: their failures, stacks, threads, and the flushes that wrote them. */
final class OldRows {

    private static final int MANY = 1_000;

    /** Of when a stack or a thread was used last, no more is noted than the hour. */
    private static final long USE_MICROS = TimeUnit.HOURS.toMicros(1);

    private final Store store;
    private final Sql sql;

    OldRows(Store store) {
        this.store = store;
        this.sql = new Sql(store.connection());
    }

    /** Takes out some of the calls that were written before a moment; false if there are none. */
    boolean take(long beforeMicros) throws SQLException {
        try (PreparedStatement query =
                        sql.prepare("SELECT id, first_sample, end_sample, at FROM flush ORDER BY id LIMIT 1");
                ResultSet oldest = query.executeQuery()) {
            if (!oldest.next() || oldest.getLong(4) >= beforeMicros) {
                return false;
            }
            take(oldest.getLong(1), oldest.getLong(2), oldest.getLong(3));
            return true;
        }
    }

    private void take(long flush, long first, long end) throws SQLException {
        @Nullable
        Long next = sql.number(
                "SELECT id FROM sample WHERE id >= ? AND id < ? ORDER BY id LIMIT 1 OFFSET " + MANY, first, end);
        long until = next == null ? end : next;
        sql.change("DELETE FROM failure WHERE sample >= ? AND sample < ?", first, until);
        if (sql.change("DELETE FROM sample WHERE id >= ? AND id < ?", first, until) > 0) {
            store.rowsExpired();
        }
        if (next == null) {
            sql.change("DELETE FROM flush WHERE id = ?", flush);
        } else {
            sql.change("UPDATE flush SET first_sample = ? WHERE id = ?", until, flush);
        }
    }

    /** Takes out some of the stacks and threads of which no call is left; false if there are none. */
    boolean takeUnused(long beforeMicros) throws SQLException {
        long unusedSince = beforeMicros - USE_MICROS;
        return takeUnused("stack", unusedSince) + takeUnused("thread", unusedSince) > 0;
    }

    private int takeUnused(String table, long sinceMicros) throws SQLException {
        return sql.change(
                "DELETE FROM " + table + " WHERE id IN (SELECT id FROM " + table + " WHERE used < ? LIMIT " + MANY
                        + ")",
                sinceMicros);
    }

    /** Takes out some of the events of before a moment; false if there are none. */
    boolean takeEvents(long beforeMicros) throws SQLException {
        return sql.change(
                        "DELETE FROM event WHERE id IN (SELECT id FROM event ORDER BY id LIMIT " + MANY
                                + ") AND at < ?",
                        beforeMicros)
                > 0;
    }
}

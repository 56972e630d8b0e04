package io.gnomon.retention;

import io.gnomon.retention.OldestFirst.Found;
import io.gnomon.store.write.Store;
import java.sql.SQLException;

/** Callers and callees. Each call is in one row only: what becomes too old for its row moves to that of the hour, or the day. */
final class OldEdges {

    private final Sql sql;
    private final OldestFirst oldest;

    OldEdges(Store store) {
        this.sql = new Sql(store.connection());
        this.oldest = new OldestFirst(sql, "call_edge", store.runId());
    }

    /** Moves the oldest bucket that began before a moment, or takes it out if it is a day's; false if there is none. */
    boolean take(Level level, long beforeMicros) throws SQLException {
        if (level == Level.MINUTE) {
            return false;
        }
        Found found = oldest.before(beforeMicros, level);
        if (found == null) {
            return false;
        }
        if (level != Level.DAY) {
            move(found, level, level == Level.TEN_SECONDS ? Level.HOUR : Level.DAY);
        }
        sql.change(
                "DELETE FROM call_edge WHERE run = ? AND seconds = ? AND bucket = ?",
                found.run(),
                level.seconds(),
                found.bucketMicros());
        return true;
    }

    private void move(Found from, Level level, Level to) throws SQLException {
        sql.change("""
                INSERT INTO call_edge (run, seconds, bucket, parent, operation, count, sum, count_error, sum_error)
                SELECT run, ?, ?, parent, operation, count, sum, count_error, sum_error
                FROM call_edge WHERE run = ? AND seconds = ? AND bucket = ?
                ON CONFLICT DO UPDATE SET count = count + excluded.count, sum = sum + excluded.sum,
                    count_error = CAST(round(sqrt(1.0 * count_error * count_error
                                                  + 1.0 * excluded.count_error * excluded.count_error)) AS INTEGER),
                    sum_error = CAST(round(sqrt(1.0 * sum_error * sum_error
                                                + 1.0 * excluded.sum_error * excluded.sum_error)) AS INTEGER)
                """, to.seconds(), to.begin(from.bucketMicros()), from.run(), level.seconds(), from.bucketMicros());
    }
}

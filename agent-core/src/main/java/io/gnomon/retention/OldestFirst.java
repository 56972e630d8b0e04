package io.gnomon.retention;

import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the oldest bucket of a table. Runs follow each other in one file, so the first run that has any has the oldest; which
 * runs have none of a level any more is remembered.
 */
final class OldestFirst {

    /** A run's bucket. */
    record Found(long run, long bucketMicros) {}

    private static final int MAX_RUNS = 200;

    private final Sql sql;
    private final String table;
    private final long ownRun;
    private final Map<Level, Long> firstRun = new EnumMap<>(Level.class);

    OldestFirst(Sql sql, String table, long ownRun) {
        this.sql = sql;
        this.table = table;
        this.ownRun = ownRun;
    }

    /** The oldest bucket of that length that began before a moment; null if there is none, or not among so many runs. */
    @Nullable
    Found before(long micros, Level level) throws SQLException {
        long from = firstRun.getOrDefault(level, 0L);
        boolean noneSoFar = true;
        for (int runs = 0; runs < MAX_RUNS; runs++) {
            Long run = sql.number("SELECT min(id) FROM run WHERE id >= ?", from);
            if (run == null) {
                return null;
            }
            Long bucket = sql.number(
                    "SELECT min(bucket) FROM " + table + " WHERE run = ? AND seconds = ?", run, level.seconds());
            if (bucket != null) {
                return bucket < micros ? new Found(run, bucket) : null;
            }
            if (run == ownRun) {
                return null;
            }
            from = run + 1;
            noneSoFar = noneSoFar && !mayGet(run, level);
            if (noneSoFar) {
                firstRun.put(level, from);
            }
        }
        return null;
    }

    /** Whether finer rows may still be summed up to some of that level. */
    private boolean mayGet(long run, Level level) throws SQLException {
        return sql.finds(
                "SELECT 1 FROM " + table + " WHERE run = ? AND seconds > 0 AND seconds < ? LIMIT 1",
                run,
                level.seconds());
    }
}

package io.gnomon.retention;

import io.gnomon.retention.OldestFirst.Found;
import io.gnomon.store.write.Store;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Figures by time. None is taken out before the next coarser one holds its calls. */
final class OldRollups {

    private final Sql sql;
    private final OldestFirst oldest;
    private final PeriodMerge merge;

    OldRollups(Store store, PeriodMerge merge) {
        this.sql = new Sql(store.connection());
        this.oldest = new OldestFirst(sql, "rollup", store.runId());
        this.merge = merge;
    }

    /** Takes out the oldest bucket that began before a moment, or does a part of what is needed before; false if there is none. */
    boolean take(Level level, long beforeMicros) throws SQLException {
        Found found = oldest.before(beforeMicros, level);
        if (found == null) {
            return false;
        }
        Level coarser = level.coarser();
        if (coarser != null && !has(found.run(), coarser, coarser.begin(found.bucketMicros()))) {
            merge.take(found.run(), coarser, coarser.begin(found.bucketMicros()));
            return true;
        }
        sql.change(
                "DELETE FROM rollup WHERE run = ? AND seconds = ? AND bucket = ?",
                found.run(),
                level.seconds(),
                found.bucketMicros());
        return true;
    }

    /** Whether figures of a run lie in a bucket of that length. Where the clock was set back it may begin a little later. */
    boolean has(long run, Level level, long beginMicros) throws SQLException {
        return sql.finds(
                "SELECT 1 FROM rollup WHERE run = ? AND seconds = ? AND bucket >= ? AND bucket < ? LIMIT 1",
                run,
                level.seconds(),
                beginMicros,
                beginMicros + level.micros());
    }

    /** The first bucket of a run that begins at a moment or later; null if there is none. */
    @Nullable
    Long first(long run, Level level, long fromMicros) throws SQLException {
        return sql.number(
                "SELECT min(bucket) FROM rollup WHERE run = ? AND seconds = ? AND bucket >= ?",
                run,
                level.seconds(),
                fromMicros);
    }

    /** The last bucket of a run; null if there is none. */
    @Nullable
    Long last(long run, Level level) throws SQLException {
        return sql.number("SELECT max(bucket) FROM rollup WHERE run = ? AND seconds = ?", run, level.seconds());
    }
}

package io.gnomon.retention;

import io.gnomon.store.write.Store;
import java.sql.SQLException;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Runs that were cut off: their last minutes lack calls that only the figures of ten seconds have. They are summed up once more,
 * while those are there.
 */
final class CutOffRuns {

    private static final long LAST_MINUTES_MICROS = 2 * Level.MINUTE.micros();

    private final Store store;
    private final Sql sql;
    private final OldRollups rollups;
    private final PeriodMerge merge;
    private final ArrayDeque<Long> minutes = new ArrayDeque<>();
    private @Nullable Long run;
    private boolean done;

    CutOffRuns(Store store, OldRollups rollups, PeriodMerge merge) {
        this.store = store;
        this.sql = new Sql(store.connection());
        this.rollups = rollups;
        this.merge = merge;
    }

    /** Does a part of it; false if there is no such run. */
    boolean take() throws SQLException {
        if (done) {
            return false;
        }
        Long current = run == null ? next() : run;
        if (current == null) {
            // Nobody else writes to the file, so no more will come.
            done = true;
            return false;
        }
        run = current;
        Long minute = minutes.peek();
        if (minute == null) {
            sql.change("UPDATE run SET settled = 1 WHERE id = ?", current);
            run = null;
        } else if (merge.take(current, Level.MINUTE, minute)) {
            minutes.remove();
        }
        return true;
    }

    private @Nullable Long next() throws SQLException {
        Long found =
                sql.number("SELECT min(id) FROM run WHERE ended IS NULL AND settled = 0 AND id <> ?", store.runId());
        if (found != null) {
            Long last = rollups.last(found, Level.TEN_SECONDS);
            if (last != null) {
                long end = Level.MINUTE.begin(last);
                addMinutes(found, end);
            }
        }
        return found;
    }

    private void addMinutes(long found, long end) throws SQLException {
        for (long begin = end - LAST_MINUTES_MICROS; begin <= end; begin += Level.MINUTE.micros()) {
            Long first = rollups.first(found, Level.TEN_SECONDS, begin);
            if (first != null && first < begin + Level.MINUTE.micros()) {
                minutes.add(begin);
            }
        }
    }
}

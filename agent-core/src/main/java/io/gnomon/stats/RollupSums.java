package io.gnomon.stats;

import java.sql.ResultSet;
import java.sql.SQLException;

/** What can be added up of one operation's rollups by numbers alone: by SQLite or here. */
final class RollupSums {

    private long calls;
    private long errors;
    private long slow;
    private long timed;
    private long total;
    private long self;
    private long max;

    /** @param row begins like {@link RollupMerge#COLUMNS}, up to the longest duration */
    void add(ResultSet row) throws SQLException {
        calls += row.getLong(1);
        errors += row.getLong(2);
        slow += row.getLong(3);
        timed += row.getLong(4);
        total += row.getLong(5);
        self += row.getLong(6);
        max = Math.max(max, row.getLong(7));
    }

    long calls() {
        return calls;
    }

    long max() {
        return max;
    }

    /**
     * These sums, and what cannot be added up.
     *
     * @param percentiles those that {@link OperationStats} has, in its order
     */
    OperationStats result(String operation, String category, long min, long[] percentiles, StandardErrors errorsOfAll) {
        return new OperationStats(
                operation,
                category,
                calls,
                errors,
                slow,
                timed,
                total,
                self,
                min,
                max,
                percentiles[0],
                percentiles[1],
                percentiles[2],
                percentiles[3],
                percentiles[4],
                errorsOfAll);
    }
}

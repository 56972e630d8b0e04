package io.gnomon.stats;

import java.sql.ResultSet;
import java.sql.SQLException;

/** Adds up what of one operation's figures SQLite can add up. */
final class OutlineSum {

    private long calls;
    private long errors;
    private long slow;
    private long timed;
    private long total;
    private long self;
    private long max;

    /** @param row has the columns of {@link RollupQuery#SUMS} */
    void add(ResultSet row) throws SQLException {
        calls += row.getLong(2);
        errors += row.getLong(3);
        slow += row.getLong(4);
        timed += row.getLong(5);
        total += row.getLong(6);
        self += row.getLong(7);
        max = Math.max(max, row.getLong(8));
    }

    OperationStats result(String operation, String category) {
        return new OperationStats(
                operation,
                category,
                calls,
                errors,
                slow,
                timed,
                total,
                self,
                0,
                max,
                0,
                0,
                0,
                0,
                0,
                StandardErrors.NONE);
    }
}

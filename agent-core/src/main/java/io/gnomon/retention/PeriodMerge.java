package io.gnomon.retention;

import io.gnomon.model.Figures;
import io.gnomon.model.StoredFigures;
import io.gnomon.store.write.Store;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sums the figures of one period up from the next finer ones, operation by operation: exactly, for histograms add up. Until it
 * is done the new rows stand under a negative length, where nobody looks.
 */
final class PeriodMerge {

    private static final int OPERATIONS_A_STEP = 20;

    private static final String COLUMNS =
            "count, errors, slow, timed, sum, self, min, max, effective, sum_error, sum_offset,"
                    + " self_error, self_offset, histogram";

    /** What is being merged. */
    private record Task(long run, Level level, long begin) {}

    private final Store store;
    private final Sql sql;
    private final Figures sum = new Figures();
    private @Nullable Task task;
    private List<Long> buckets = List.of();
    private long lastOperation;

    PeriodMerge(Store store) {
        this.store = store;
        this.sql = new Sql(store.connection());
    }

    /**
     * Merges a part of a period; asked again, it goes on.
     *
     * @return whether the period is done
     */
    boolean take(long run, Level level, long begin) throws SQLException {
        Task wanted = new Task(run, level, begin);
        if (!wanted.equals(task)) {
            begin(wanted);
        }
        for (int count = 0; count < OPERATIONS_A_STEP; count++) {
            Long operation = nextOperation(wanted);
            if (operation == null) {
                publish(wanted);
                return true;
            }
            merge(wanted, operation);
            lastOperation = operation;
        }
        return false;
    }

    private void begin(Task wanted) throws SQLException {
        task = null;
        // What an earlier JVM left half done.
        sql.change(
                "DELETE FROM rollup WHERE run = ? AND seconds = ? AND bucket = ?",
                wanted.run,
                -wanted.level.seconds(),
                wanted.begin);
        buckets = finerBuckets(wanted);
        lastOperation = 0;
        task = wanted;
    }

    private List<Long> finerBuckets(Task wanted) throws SQLException {
        List<Long> found = new ArrayList<>();
        long end = wanted.begin + wanted.level.micros();
        Long next = wanted.begin - 1;
        while (next != null) {
            next = sql.number(
                    "SELECT min(bucket) FROM rollup WHERE run = ? AND seconds = ? AND bucket > ? AND bucket < ?",
                    wanted.run,
                    wanted.level.finer().seconds(),
                    next,
                    end);
            if (next != null) {
                found.add(next);
            }
        }
        return found;
    }

    private @Nullable Long nextOperation(Task wanted) throws SQLException {
        Long least = null;
        for (long bucket : buckets) {
            Long operation = sql.number(
                    "SELECT operation FROM rollup WHERE run = ? AND seconds = ? AND bucket = ? AND operation > ?"
                            + " ORDER BY operation LIMIT 1",
                    wanted.run,
                    wanted.level.finer().seconds(),
                    bucket,
                    lastOperation);
            if (operation != null && (least == null || operation < least)) {
                least = operation;
            }
        }
        return least;
    }

    private void merge(Task wanted, long operation) throws SQLException {
        sum.clear();
        for (long bucket : buckets) {
            try (PreparedStatement query = sql.prepare(
                            "SELECT " + COLUMNS
                                    + " FROM rollup WHERE run = ? AND seconds = ? AND bucket = ? AND operation = ?",
                            wanted.run,
                            wanted.level.finer().seconds(),
                            bucket,
                            operation);
                    ResultSet row = query.executeQuery()) {
                if (row.next()) {
                    sum.add(read(row), row.getBytes(14));
                }
            }
        }
        store.rollupOf(wanted.run, operation, -wanted.level.seconds(), wanted.begin, sum);
    }

    private static StoredFigures read(ResultSet row) throws SQLException {
        return new StoredFigures(
                row.getLong(1),
                row.getLong(2),
                row.getLong(3),
                row.getLong(4),
                row.getLong(5),
                row.getLong(6),
                row.getLong(7),
                row.getLong(8),
                row.getLong(9),
                row.getLong(10),
                row.getLong(11),
                row.getLong(12),
                row.getLong(13));
    }

    private void publish(Task done) throws SQLException {
        sql.change(
                "UPDATE OR REPLACE rollup SET seconds = ? WHERE run = ? AND seconds = ? AND bucket = ?",
                done.level.seconds(),
                done.run,
                -done.level.seconds(),
                done.begin);
        task = null;
    }

    /** The transaction in which a part was done was taken back. */
    void forget() {
        task = null;
    }
}

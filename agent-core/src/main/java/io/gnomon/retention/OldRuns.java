package io.gnomon.retention;

import io.gnomon.store.write.Store;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Runs of which nothing is kept any more, and operations that no run has. */
final class OldRuns {

    private final Store store;
    private final Sql sql;

    OldRuns(Store store) {
        this.store = store;
        this.sql = new Sql(store.connection());
    }

    /** Takes out the oldest run if nothing of it is kept but its totals; false if there is none. */
    boolean take() throws SQLException {
        Long run = sql.number("SELECT min(id) FROM run WHERE id <> ?", store.runId());
        if (run == null || hasAnything(run)) {
            return false;
        }
        remove(run);
        return true;
    }

    /** Takes out the oldest run, whatever it has; false if there is none but our own. */
    boolean takeAnyhow() throws SQLException {
        Long run = sql.number("SELECT min(id) FROM run WHERE id <> ?", store.runId());
        if (run == null) {
            return false;
        }
        remove(run);
        return true;
    }

    private boolean hasAnything(long run) throws SQLException {
        Long oldestRows = sql.number("SELECT run FROM flush ORDER BY id LIMIT 1");
        return (oldestRows != null && oldestRows <= run)
                || sql.finds("SELECT 1 FROM rollup WHERE run = ? AND seconds > 0 LIMIT 1", run)
                || sql.finds("SELECT 1 FROM call_edge WHERE run = ? LIMIT 1", run);
    }

    private void remove(long run) throws SQLException {
        for (String table : List.of("rollup", "call_edge", "ledger", "rule", "event", "thread", "flush")) {
            sql.change("DELETE FROM " + table + " WHERE run = ?", run);
        }
        sql.change("DELETE FROM run WHERE id = ?", run);
        removeOperations();
    }

    private void removeOperations() throws SQLException {
        Set<Long> kept = new HashSet<>();
        for (long run : ids("SELECT id FROM run")) {
            kept.addAll(ids("SELECT operation FROM rollup WHERE run = ? AND seconds = 0", run));
        }
        for (long operation : ids("SELECT id FROM operation")) {
            if (!kept.contains(operation) && !store.isInUse(operation)) {
                sql.change("DELETE FROM operation WHERE id = ?", operation);
            }
        }
    }

    private List<Long> ids(String query, long... values) throws SQLException {
        List<Long> ids = new ArrayList<>();
        try (PreparedStatement prepared = sql.prepare(query, values);
                ResultSet row = prepared.executeQuery()) {
            while (row.next()) {
                ids.add(row.getLong(1));
            }
        }
        return ids;
    }
}

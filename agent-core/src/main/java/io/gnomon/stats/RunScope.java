package io.gnomon.stats;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which runs a query looks at.
 *
 * @param run the one run's id; null: all runs
 */
public record RunScope(@Nullable Long run) {

    /** All runs in the file. */
    public static final RunScope ALL = new RunScope(null);

    /** The runs, the latest first. */
    List<Run> runs(Connection connection) throws SQLException {
        RunsQuery runs = new RunsQuery(connection);
        return run == null ? runs.all() : runs.byId(run).stream().toList();
    }

    /** One run alone. */
    public static RunScope of(long run) {
        return new RunScope(run);
    }
}

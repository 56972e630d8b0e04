package io.gnomon.stats;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/**
 * Stored calls by time, operation and flags.
 *
 * <p>Slow and failed calls have an index on their start. All others have none, because it would cost the writer more than
 * the row itself: they are found through the flushes, each of which knows the ids it wrote and when those calls began.
 */
public final class SampleQuery {

    private static final String IN_WINDOW = " AND s.start >= ?2 AND s.start < ?3";

    /**
     * The ids of two flushes may overlap, because a running call's is set aside when a call in it is stored: hence the
     * DISTINCT. CROSS JOIN and NOT INDEXED keep SQLite from scanning all samples to make an index of its own.
     */
    private static final String BY_FLUSH =
            " FROM flush u CROSS JOIN sample s NOT INDEXED ON s.id >= u.first_sample AND s.id < u.end_sample"
                    + StoredCalls.JOINS
                    + " WHERE (?1 IS NULL OR u.run = ?1) AND u.last_start >= ?2 AND u.first_start < ?3"
                    // Rows without one are no calls: they carry the weight of calls of which none was timed.
                    + " AND s.duration IS NOT NULL" + IN_WINDOW;

    private static final String BY_FLAG = " FROM sample s INDEXED BY sample_flagged" + StoredCalls.JOINS
            + " WHERE s.flags <> 0 AND (?1 IS NULL OR t.run = ?1)" + IN_WINDOW;

    private final Connection connection;

    public SampleQuery(Connection connection) {
        this.connection = connection;
    }

    /** The calls that pass {@code filter}. */
    public List<StoredCall> find(SampleFilter filter) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql(filter))) {
            query.setObject(1, filter.scope().run());
            query.setLong(2, filter.window().fromMicros());
            query.setLong(3, filter.window().toMicros());
            query.setInt(4, filter.limit());
            return StoredCalls.read(query);
        }
    }

    static String sql(SampleFilter filter) {
        boolean flagged = filter.onlySlow() || filter.onlyFailed();
        return (flagged ? "SELECT" : "SELECT DISTINCT")
                + StoredCalls.COLUMNS
                + (flagged ? BY_FLAG : BY_FLUSH)
                + (filter.onlySlow() ? " AND s.flags & " + StoredCalls.SLOW : "")
                + (filter.onlyFailed() ? " AND s.flags & " + StoredCalls.ERROR : "")
                + StoredCalls.ofOperations(filter.operations())
                + " ORDER BY " + filter.order().sql
                + " LIMIT ?4";
    }
}

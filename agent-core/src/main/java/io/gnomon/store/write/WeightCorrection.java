package io.gnomon.store.write;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Corrects the weights of stored rows at the end of a run, so that they add up to the calls. Some calls are only then known
 * to find no row of their own any more; and a call that was counted as an ordinary one when it began, and that a row stands
 * for already, may turn out to be slow or failed.
 */
final class WeightCorrection {

    private static final String PLAIN = " AND flags & 3 = 0";

    private final Connection connection;
    private final OperationTable operations;

    /** Rows of earlier runs have ids up to here. */
    private final long idBase;

    WeightCorrection(Connection connection, OperationTable operations, long idBase) {
        this.connection = connection;
        this.operations = operations;
        this.idBase = idBase;
    }

    /**
     * Has a row stand for more calls, or for fewer if {@code calls} is negative, but at least for its own.
     *
     * @param id in the file; 0: any row of the operation's
     * @return how many calls were added
     */
    long add(long id, int operation, long calls) throws SQLException {
        long added = id == 0 ? 0 : addTo(id, calls);
        return added == calls || calls > 0 ? added : added + takeFromAny(operation, calls - added);
    }

    private long addTo(long id, long calls) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("SELECT weight FROM sample WHERE id = ?" + PLAIN)) {
            query.setLong(1, id);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? addTo(id, row.getLong(1), calls) : 0;
            }
        }
    }

    private long addTo(long id, long weight, long calls) throws SQLException {
        long added = Math.max(calls, 1 - weight);
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE sample SET weight = weight + ? WHERE id = ?")) {
            update.setLong(1, added);
            update.setLong(2, id);
            update.executeUpdate();
        }
        return added;
    }

    /** Reads the run's rows one after the other: seldom needed, where very many calls turned out to be slow at the end. */
    private long takeFromAny(int operation, long calls) throws SQLException {
        long added = 0;
        try (PreparedStatement query = connection.prepareStatement(
                "SELECT id, weight FROM sample WHERE id > ? AND operation = ? AND weight > 1" + PLAIN)) {
            query.setLong(1, idBase);
            query.setLong(2, operations.fileId(operation));
            try (ResultSet row = query.executeQuery()) {
                while (added > calls && row.next()) {
                    added += addTo(row.getLong(1), row.getLong(2), calls - added);
                }
            }
        }
        return added;
    }
}

package io.gnomon.store.write;

import io.gnomon.model.Figures;
import java.sql.Connection;
import java.sql.SQLException;

/** Writes rollups and call edges. A row that is written again replaces the old one, so that an open bucket grows. */
final class RollupTable {

    private final long runId;
    private final OperationTable operations;
    private final Insert insertRollup;
    private final Insert insertEdge;

    RollupTable(Connection connection, long runId, OperationTable operations) throws SQLException {
        this.runId = runId;
        this.operations = operations;
        this.insertRollup = Insert.prepare(connection, """
                INSERT OR REPLACE INTO rollup (run, operation, seconds, bucket, count, errors, slow, timed, sum, self, min, max,
                                               p50, p90, p95, p99, p999, histogram)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """);
        this.insertEdge = Insert.prepare(connection, """
                INSERT OR REPLACE INTO call_edge (run, seconds, bucket, parent, operation, count, sum)
                VALUES (?, 10, ?, ?, ?, ?, ?)
                """);
    }

    void write(int operation, int seconds, long bucketMicros, Figures figures) throws SQLException {
        int column = 1;
        insertRollup.set(column++, runId);
        insertRollup.set(column++, operations.fileId(operation));
        insertRollup.set(column++, seconds);
        insertRollup.set(column++, bucketMicros);
        insertRollup.set(column++, figures.count());
        insertRollup.set(column++, figures.errors());
        insertRollup.set(column++, figures.slow());
        insertRollup.set(column++, figures.timed());
        insertRollup.set(column++, figures.sum());
        insertRollup.set(column++, figures.self());
        insertRollup.set(column++, figures.min());
        insertRollup.set(column++, figures.max());
        for (long percentile : figures.percentiles(50, 90, 95, 99, 99.9)) {
            insertRollup.set(column++, percentile);
        }
        insertRollup.set(column, figures.encodedHistogram());
        insertRollup.execute();
    }

    void writeEdge(long bucketMicros, int parent, int operation, long count, long sumNanos) throws SQLException {
        insertEdge.set(1, runId);
        insertEdge.set(2, bucketMicros);
        insertEdge.set(3, operations.fileId(parent));
        insertEdge.set(4, operations.fileId(operation));
        insertEdge.set(5, count);
        insertEdge.set(6, sumNanos);
        insertEdge.execute();
    }
}

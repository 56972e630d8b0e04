package io.gnomon.store.write;

import io.gnomon.model.Figures;
import java.sql.Connection;
import java.sql.SQLException;

/** Writes rollups and call edges. A row that is written again replaces the old one, so that an open bucket grows. */
final class RollupTable {

    private static final double[] PERCENTILES = {50, 90, 95, 99, 99.9};

    private final long runId;
    private final OperationTable operations;
    private final Insert insertRollup;
    private final Insert insertEdge;

    RollupTable(Connection connection, long runId, OperationTable operations) throws SQLException {
        this.runId = runId;
        this.operations = operations;
        this.insertRollup = Insert.prepare(connection, """
                INSERT OR REPLACE INTO rollup (run, operation, seconds, bucket, count, errors, slow, timed, sum, self, min, max,
                                               p50, p90, p95, p99, p999, effective, sum_error, sum_offset, self_error, self_offset,
                                               p50_error, p90_error, p95_error, p99_error, p999_error, histogram)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """);
        this.insertEdge = Insert.prepare(connection, """
                INSERT OR REPLACE INTO call_edge (run, seconds, bucket, parent, operation, count, sum, count_error, sum_error)
                VALUES (?, 10, ?, ?, ?, ?, ?, ?, ?)
                """);
    }

    void write(int operation, int seconds, long bucketMicros, Figures figures) throws SQLException {
        write(runId, operations.fileId(operation), seconds, bucketMicros, figures);
    }

    /** @param fileOperation the operation's number in the file */
    void write(long run, long fileOperation, int seconds, long bucketMicros, Figures figures) throws SQLException {
        int column = 1;
        insertRollup.set(column++, run);
        insertRollup.set(column++, fileOperation);
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
        for (long percentile : figures.percentiles(PERCENTILES)) {
            insertRollup.set(column++, percentile);
        }
        insertRollup.set(column++, figures.effective());
        insertRollup.set(column++, nanos(figures.sumError().error()));
        insertRollup.set(column++, nanos(figures.sumError().offset()));
        insertRollup.set(column++, nanos(figures.selfError().error()));
        insertRollup.set(column++, nanos(figures.selfError().offset()));
        for (long error : figures.percentileErrors(PERCENTILES)) {
            insertRollup.set(column++, error);
        }
        insertRollup.set(column, figures.encodedHistogram());
        insertRollup.execute();
    }

    /** Rounded up: 0 says that a figure is exact. */
    private static long nanos(double error) {
        return (long) Math.ceil(error);
    }

    void writeEdge(
            long bucketMicros, int parent, int operation, long count, long sumNanos, long countError, long sumError)
            throws SQLException {
        insertEdge.set(1, runId);
        insertEdge.set(2, bucketMicros);
        insertEdge.set(3, operations.fileId(parent));
        insertEdge.set(4, operations.fileId(operation));
        insertEdge.set(5, count);
        insertEdge.set(6, sumNanos);
        insertEdge.set(7, countError);
        insertEdge.set(8, sumError);
        insertEdge.execute();
    }
}

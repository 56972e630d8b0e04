package io.gnomon.store;

import io.gnomon.model.Figures;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import org.HdrHistogram.AbstractHistogram;

/** Writes rollups and call edges. A row that is written again replaces the old one, so that an open bucket grows. */
final class RollupTable {

    private final long runId;
    private final OperationTable operations;
    private final PreparedStatement insertRollup;
    private final PreparedStatement insertEdge;
    private ByteBuffer buffer = ByteBuffer.allocate(4_096);

    RollupTable(Connection connection, long runId, OperationTable operations) throws SQLException {
        this.runId = runId;
        this.operations = operations;
        this.insertRollup = connection.prepareStatement("""
                INSERT OR REPLACE INTO rollup (run, operation, seconds, bucket, count, errors, slow, timed, sum, self, min, max,
                                               p50, p90, p95, p99, p999, histogram)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """);
        this.insertEdge = connection.prepareStatement("""
                INSERT OR REPLACE INTO call_edge (run, bucket, parent, operation, count, sum) VALUES (?, ?, ?, ?, ?, ?)
                """);
    }

    void write(int operation, int seconds, long bucketMicros, Figures figures) throws SQLException {
        int column = 1;
        insertRollup.setLong(column++, runId);
        insertRollup.setLong(column++, operations.fileId(operation));
        insertRollup.setInt(column++, seconds);
        insertRollup.setLong(column++, bucketMicros);
        insertRollup.setLong(column++, figures.count());
        insertRollup.setLong(column++, figures.errors());
        insertRollup.setLong(column++, figures.slow());
        insertRollup.setLong(column++, figures.timed());
        insertRollup.setLong(column++, figures.sum());
        insertRollup.setLong(column++, figures.self());
        insertRollup.setLong(column++, figures.min());
        insertRollup.setLong(column++, figures.max());
        insertRollup.setLong(column++, figures.percentile(50));
        insertRollup.setLong(column++, figures.percentile(90));
        insertRollup.setLong(column++, figures.percentile(95));
        insertRollup.setLong(column++, figures.percentile(99));
        insertRollup.setLong(column++, figures.percentile(99.9));
        insertRollup.setBytes(column, encoded(figures.histogram()));
        insertRollup.executeUpdate();
    }

    void writeEdge(long bucketMicros, int parent, int operation, long count, long sumNanos) throws SQLException {
        insertEdge.setLong(1, runId);
        insertEdge.setLong(2, bucketMicros);
        insertEdge.setLong(3, operations.fileId(parent));
        insertEdge.setLong(4, operations.fileId(operation));
        insertEdge.setLong(5, count);
        insertEdge.setLong(6, sumNanos);
        insertEdge.executeUpdate();
    }

    private byte[] encoded(AbstractHistogram histogram) {
        int needed = histogram.getNeededByteBufferCapacity();
        if (buffer.capacity() < needed) {
            buffer = ByteBuffer.allocate(needed);
        }
        buffer.clear();
        int length = histogram.encodeIntoByteBuffer(buffer);
        return Arrays.copyOf(buffer.array(), length);
    }
}

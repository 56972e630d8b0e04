package io.gnomon.record.rollup;

import io.gnomon.model.Figures;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** Stands for the file: takes rollups and edges in transactions, of which some fail. */
public final class StoredRollups implements LiveRollups.Output {

    record RollupKey(int operation, int seconds, long bucketMicros) {}

    public record Values(long count, long errors, long slow, long timed, long sum, long self, long histogramCount) {
        static final Values NONE = new Values(0, 0, 0, 0, 0, 0, 0);

        static Values of(Figures figures) {
            return new Values(
                    figures.count(),
                    figures.errors(),
                    figures.slow(),
                    figures.timed(),
                    figures.sum(),
                    figures.self(),
                    Histogram.decodeFromByteBuffer(ByteBuffer.wrap(figures.encodedHistogram()), 0)
                            .getTotalCount());
        }

        Values plus(Values other) {
            return new Values(
                    count + other.count,
                    errors + other.errors,
                    slow + other.slow,
                    timed + other.timed,
                    sum + other.sum,
                    self + other.self,
                    histogramCount + other.histogramCount);
        }
    }

    record Edge(long bucketMicros, int parent, int operation) {}

    record EdgeValues(long count, long sum) {
        EdgeValues plus(EdgeValues other) {
            return new EdgeValues(count + other.count, sum + other.sum);
        }
    }

    /** Standard errors of sum and self time. */
    record Errors(double sum, double self) {
        static final Errors NONE = new Errors(0, 0);
    }

    record EdgeErrors(long count, long sum) {}

    final Map<RollupKey, Errors> errors = new HashMap<>();
    final Map<Edge, EdgeErrors> edgeErrors = new HashMap<>();
    final Map<RollupKey, Values> rollups = new HashMap<>();
    final Map<Edge, EdgeValues> edges = new HashMap<>();
    private final Map<RollupKey, Values> uncommitted = new HashMap<>();
    private final Map<Edge, EdgeValues> uncommittedEdges = new HashMap<>();
    private int rowsUntilFailure;

    @Override
    public void rollup(int operation, int seconds, long bucketMicros, Figures figures) throws SQLException {
        countDown();
        RollupKey key = new RollupKey(operation, seconds, bucketMicros);
        uncommitted.put(key, Values.of(figures));
        errors.put(
                key, new Errors(figures.sumError().error(), figures.selfError().error()));
    }

    @Override
    public void edge(
            long bucketMicros, int parent, int operation, long count, long sumNanos, long countError, long sumError)
            throws SQLException {
        countDown();
        Edge edge = new Edge(bucketMicros, parent, operation);
        uncommittedEdges.put(edge, new EdgeValues(count, sumNanos));
        edgeErrors.put(edge, new EdgeErrors(countError, sumError));
    }

    private void countDown() throws SQLException {
        if (rowsUntilFailure-- == 0) {
            throw new SQLException("full");
        }
    }

    /** One flush, as the writer does it. */
    public void flush(LiveRollups table, long nowNanos, boolean last) {
        flush(table, nowNanos, last, Integer.MAX_VALUE);
    }

    /** One flush; it fails when that many rows were taken. */
    public void flush(LiveRollups table, long nowNanos, boolean last, int rows) {
        rowsUntilFailure = rows;
        table.tick(nowNanos);
        table.close(last);
        try {
            table.write(this);
            rollups.putAll(uncommitted);
            edges.putAll(uncommittedEdges);
            table.written();
        } catch (SQLException failure) {
            table.close(last);
            table.notWritten();
        }
        uncommitted.clear();
        uncommittedEdges.clear();
    }

    Values rollup(int operation, int seconds, long bucketMicros) {
        return rollups.getOrDefault(new RollupKey(operation, seconds, bucketMicros), Values.NONE);
    }

    /** The errors of the run's figures. */
    Errors runErrors(int operation) {
        return errors.getOrDefault(new RollupKey(operation, 0, 0), Errors.NONE);
    }

    /** The run's figures. */
    public Values run(int operation) {
        return rollup(operation, 0, 0);
    }
}

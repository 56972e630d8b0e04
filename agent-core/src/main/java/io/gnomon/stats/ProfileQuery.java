package io.gnomon.stats;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Who called whom, how often and for how long, added up over all calls. */
public final class ProfileQuery {

    /** By the table's primary key. */
    static final String EDGES = "SELECT parent, operation, sum(count), sum(sum) FROM call_edge"
            + " WHERE run = ? AND seconds = ? AND bucket >= ? AND bucket < ? GROUP BY parent, operation";

    /** Each call is in one row, of a length that grows with its age. */
    private static final int[] SECONDS = {10, 3_600, 86_400};

    private final Connection connection;

    public ProfileQuery(Connection connection) {
        this.connection = connection;
    }

    /** The edges between operations within a window, which is rounded outward to the rows that there are. */
    public List<ProfileEdge> edges(RunScope scope, TimeWindow window) throws SQLException {
        Map<Ids, long[]> sums = new HashMap<>();
        for (Run run : scope.runs(connection)) {
            for (int seconds : SECONDS) {
                add(run.id(), seconds, window, sums);
            }
        }
        Map<Long, Long> calls = new HashMap<>();
        sums.forEach((ids, figures) -> calls.merge(ids.operation, figures[0], Long::sum));
        Map<Long, OperationsQuery.Named> names = new OperationsQuery(connection).all();
        List<ProfileEdge> edges = new ArrayList<>();
        sums.forEach((ids, figures) -> {
            OperationsQuery.Named parent = names.get(ids.parent);
            OperationsQuery.Named operation = names.get(ids.operation);
            if (operation != null) {
                edges.add(new ProfileEdge(
                        parent == null ? null : parent.name(),
                        operation.name(),
                        figures[0],
                        figures[1],
                        calls.getOrDefault(ids.parent, 0L)));
            }
        });
        return edges;
    }

    private void add(long run, int seconds, TimeWindow window, Map<Ids, long[]> sums) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(EDGES)) {
            long length = seconds * 1_000_000L;
            long from = window.fromMicros();
            query.setLong(1, run);
            query.setInt(2, seconds);
            query.setLong(3, from == Long.MIN_VALUE ? from : Math.floorDiv(from, length) * length);
            query.setLong(4, window.toMicros());
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    long[] sum = sums.computeIfAbsent(new Ids(row.getLong(1), row.getLong(2)), ids -> new long[2]);
                    sum[0] += row.getLong(3);
                    sum[1] += row.getLong(4);
                }
            }
        }
    }

    private record Ids(long parent, long operation) {}
}

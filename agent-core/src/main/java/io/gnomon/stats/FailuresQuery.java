package io.gnomon.stats;

import io.gnomon.model.MessagePattern;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Failures, grouped by what they have in common, and the details of single calls. */
public final class FailuresQuery {

    private static final String FAILED =
            "SELECT s.id, o.name, s.start, s.tree, s.caller, f.type, f.message, f.stack IS NOT NULL, s.weight, s.flags & "
                    + StoredCalls.PASSED_ON
                    + " FROM sample s INDEXED BY sample_flagged" + StoredCalls.JOINS
                    + " WHERE s.flags <> 0 AND s.flags & " + StoredCalls.ERROR
                    + " AND (?1 IS NULL OR t.run = ?1) AND s.start >= ?2 AND s.start < ?3";

    /** Callees before their callers, after which they began; the ids of a tree grow inwards, too. */
    private static final String BY_TREE = " ORDER BY s.tree, s.start DESC, s.id DESC";

    private static final String DETAILS = "SELECT f.type, f.message, f.context, k.text, c.text FROM failure f"
            + " LEFT JOIN stack k ON k.id = f.stack LEFT JOIN stack c ON c.id = f.caller_stack WHERE f.sample = ?";

    private static final CallDetails NO_DETAILS = new CallDetails(null, null, null, null, null);

    private final Connection connection;

    public FailuresQuery(Connection connection) {
        this.connection = connection;
    }

    /**
     * The stored failures by type and message pattern, the most exceptions first, and the latest first among equals.
     *
     * @param operations the operations' ids, others' calls are left out; null: all operations
     */
    public List<FailureGroup> groups(RunScope scope, TimeWindow window, @Nullable Set<Long> operations)
            throws SQLException {
        Map<Key, FailureFigures> groups = new LinkedHashMap<>();
        try (PreparedStatement query =
                connection.prepareStatement(FAILED + StoredCalls.ofOperations(operations) + BY_TREE)) {
            query.setObject(1, scope.run());
            query.setLong(2, window.fromMicros());
            query.setLong(3, window.toMicros());
            try (ResultSet row = query.executeQuery()) {
                FailedTree tree = new FailedTree();
                Long treeId = null;
                while (row.next()) {
                    Long id = StoredCalls.id(row, 4);
                    if (id == null || !id.equals(treeId)) {
                        add(tree, groups);
                        tree = new FailedTree();
                        treeId = id;
                    }
                    tree.add(call(row));
                }
                add(tree, groups);
            }
        }
        List<FailureGroup> results = new ArrayList<>();
        for (Map.Entry<Key, FailureFigures> group : groups.entrySet()) {
            FailureFigures figures = group.getValue();
            results.add(figures.result(
                    group.getKey().pattern, details(figures.example()).orElse(NO_DETAILS)));
        }
        results.sort(Comparator.comparingLong(FailureGroup::exceptions)
                .thenComparing(FailureGroup::last)
                .reversed());
        return results;
    }

    /** What was kept of a slow or failed call. */
    public Optional<CallDetails> details(long call) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(DETAILS)) {
            query.setLong(1, call);
            try (ResultSet row = query.executeQuery()) {
                return row.next()
                        ? Optional.of(new CallDetails(
                                row.getString(1),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4),
                                row.getString(5)))
                        : Optional.empty();
            }
        }
    }

    private static void add(FailedTree tree, Map<Key, FailureFigures> groups) {
        tree.forEach((call, height) -> groups.computeIfAbsent(
                        new Key(call.type(), MessagePattern.of(call.message())), key -> new FailureFigures(call))
                .add(call, height));
    }

    private static FailedCall call(ResultSet row) throws SQLException {
        return new FailedCall(
                row.getLong(1),
                row.getString(2),
                row.getLong(3),
                StoredCalls.id(row, 5),
                row.getString(6),
                row.getString(7),
                row.getBoolean(8),
                row.getLong(9),
                row.getBoolean(10));
    }

    private record Key(@Nullable String type, String pattern) {}
}

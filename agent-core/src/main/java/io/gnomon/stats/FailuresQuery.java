package io.gnomon.stats;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Failed calls, grouped by what they have in common, and the details of single ones. */
public final class FailuresQuery {

    private static final String FAILED =
            "SELECT s.id, s.start, o.name, f.sample IS NOT NULL, f.type, f.message, f.stack"
                    + " FROM sample s INDEXED BY sample_flagged" + StoredCalls.JOINS
                    + " WHERE s.flags <> 0 AND s.flags & " + StoredCalls.ERROR
                    + " AND (?1 IS NULL OR t.run = ?1) AND s.start >= ?2 AND s.start < ?3";

    private static final String DETAILS = "SELECT f.type, f.message, f.context, k.text, c.text FROM failure f"
            + " LEFT JOIN stack k ON k.id = f.stack LEFT JOIN stack c ON c.id = f.caller_stack WHERE f.sample = ?";

    private final Connection connection;

    public FailuresQuery(Connection connection) {
        this.connection = connection;
    }

    /**
     * The stored failures by operation, type and message pattern, the most frequent first.
     *
     * @param operations the operations' ids; null: all operations
     */
    public List<FailureGroup> groups(RunScope scope, TimeWindow window, @Nullable Set<Long> operations)
            throws SQLException {
        Map<Key, Group> groups = new LinkedHashMap<>();
        try (PreparedStatement query = connection.prepareStatement(
                FAILED + StoredCalls.ofOperations(operations) + " ORDER BY s.start, s.id")) {
            query.setObject(1, scope.run());
            query.setLong(2, window.fromMicros());
            query.setLong(3, window.toMicros());
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    Key key = new Key(row.getString(3), row.getString(5), MessagePattern.of(row.getString(6)));
                    groups.computeIfAbsent(key, k -> new Group()).add(row);
                }
            }
        }
        List<FailureGroup> results = new ArrayList<>();
        for (Map.Entry<Key, Group> entry : groups.entrySet()) {
            results.add(entry.getValue().result(entry.getKey(), this));
        }
        results.sort(Comparator.comparingLong(FailureGroup::count).reversed());
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

    private record Key(String operation, @Nullable String type, String pattern) {}

    /** Adds up failures, the oldest first. */
    private static final class Group {

        private long count;
        private long first;
        private long last;
        private long example;
        private boolean detailed;

        void add(ResultSet row) throws SQLException {
            last = row.getLong(2);
            first = count == 0 ? last : first;
            count++;
            boolean hasDetails = row.getBoolean(4);
            if (hasDetails || !detailed) {
                example = row.getLong(1);
                detailed = hasDetails;
            }
        }

        FailureGroup result(Key key, FailuresQuery failures) throws SQLException {
            Optional<CallDetails> details = failures.details(example);
            Instant begin = EpochMicros.instant(first);
            return new FailureGroup(
                    key.operation,
                    key.type,
                    key.pattern,
                    count,
                    begin,
                    EpochMicros.instant(last),
                    example,
                    details.map(CallDetails::message).orElse(null),
                    details.map(CallDetails::stack).orElse(null));
        }
    }
}

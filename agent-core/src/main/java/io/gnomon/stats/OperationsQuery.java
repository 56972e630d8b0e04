package io.gnomon.stats;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The operations of a database. */
public final class OperationsQuery {

    /** An operation's name, and its category, empty if none. */
    public record Named(String name, String category) {}

    private final Connection connection;

    public OperationsQuery(Connection connection) {
        this.connection = connection;
    }

    /** All operations by their ids. */
    public Map<Long, Named> all() throws SQLException {
        Map<Long, Named> operations = new HashMap<>();
        try (PreparedStatement query = connection.prepareStatement("SELECT id, name, category FROM operation");
                ResultSet row = query.executeQuery()) {
            while (row.next()) {
                operations.put(row.getLong(1), new Named(row.getString(2), row.getString(3)));
            }
        }
        return operations;
    }

    /** The ids of the operations whose names pass {@code name}. */
    public Set<Long> ids(Predicate<String> name) throws SQLException {
        return all().entrySet().stream()
                .filter(operation -> name.test(operation.getValue().name()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** The slow threshold of the operation of this name. */
    public Optional<Long> slowThresholdNanos(String operation) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("SELECT slow_threshold FROM operation WHERE name = ?")) {
            query.setString(1, operation);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? Optional.of(row.getLong(1)) : Optional.empty();
            }
        }
    }
}

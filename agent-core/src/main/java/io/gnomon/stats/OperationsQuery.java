package io.gnomon.stats;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;

/** The operations of a database. */
public final class OperationsQuery {

    private final Connection connection;

    public OperationsQuery(Connection connection) {
        this.connection = connection;
    }

    /** The ids of the operations whose names pass {@code name}. */
    public Set<Long> ids(Predicate<String> name) throws SQLException {
        Set<Long> ids = new HashSet<>();
        try (PreparedStatement query = connection.prepareStatement("SELECT id, name FROM operation");
                ResultSet row = query.executeQuery()) {
            while (row.next()) {
                if (name.test(row.getString(2))) {
                    ids.add(row.getLong(1));
                }
            }
        }
        return ids;
    }
}

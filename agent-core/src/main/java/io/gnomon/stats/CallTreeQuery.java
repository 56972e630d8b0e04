package io.gnomon.stats;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The call tree that a stored call belongs to. */
public final class CallTreeQuery {

    private final Connection connection;

    public CallTreeQuery(Connection connection) {
        this.connection = connection;
    }

    /** The tree around a call; just the call where it was kept without its tree. Empty: no such call is stored. */
    public Optional<CallTree> find(long call) throws SQLException {
        List<StoredCall> found = calls("s.id = ?", call);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Long tree = found.get(0).tree();
        return Optional.of(new CallTree(tree == null ? found : calls("s.tree = ?", tree)));
    }

    private List<StoredCall> calls(String condition, long value) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                "SELECT" + StoredCalls.COLUMNS + " FROM sample s" + StoredCalls.JOINS + " WHERE " + condition)) {
            query.setLong(1, value);
            return StoredCalls.read(query);
        }
    }
}

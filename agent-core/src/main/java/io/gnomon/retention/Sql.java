package io.gnomon.retention;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Statements with numbers only. A step runs one or two of them, so preparing each anew costs next to nothing. */
final class Sql {

    private final Connection connection;

    Sql(Connection connection) {
        this.connection = connection;
    }

    /** Prepares a statement; to be closed by the caller. */
    PreparedStatement prepare(String sql, long... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int at = 0; at < values.length; at++) {
            statement.setLong(at + 1, values[at]);
        }
        return statement;
    }

    /** The first column of the first row; null if there is none, or it is NULL. */
    @Nullable
    Long number(String sql, long... values) throws SQLException {
        try (PreparedStatement query = prepare(sql, values);
                ResultSet row = query.executeQuery()) {
            if (!row.next()) {
                return null;
            }
            long number = row.getLong(1);
            return row.wasNull() ? null : number;
        }
    }

    /** Whether the query finds a row. */
    boolean finds(String sql, long... values) throws SQLException {
        try (PreparedStatement query = prepare(sql, values);
                ResultSet row = query.executeQuery()) {
            return row.next();
        }
    }

    /** How many rows the statement changed. */
    int change(String sql, long... values) throws SQLException {
        try (PreparedStatement statement = prepare(sql, values)) {
            return statement.executeUpdate();
        }
    }
}

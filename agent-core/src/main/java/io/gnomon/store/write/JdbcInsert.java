package io.gnomon.store.write;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;

/** The plain way. The driver makes an object of each value. */
final class JdbcInsert implements Insert {

    private final PreparedStatement statement;

    JdbcInsert(PreparedStatement statement) {
        this.statement = statement;
    }

    @Override
    public void set(int parameter, long value) throws SQLException {
        statement.setLong(parameter, value);
    }

    @Override
    public void set(int parameter, byte[] value) throws SQLException {
        statement.setBytes(parameter, value);
    }

    @Override
    public void setNull(int parameter) throws SQLException {
        statement.setNull(parameter, Types.INTEGER);
    }

    @Override
    public void execute() throws SQLException {
        statement.executeUpdate();
    }
}

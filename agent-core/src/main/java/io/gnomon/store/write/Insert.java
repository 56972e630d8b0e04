package io.gnomon.store.write;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * A prepared statement that returns nothing, and whose parameters are integers and bytes. For one thread, and no longer
 * than its connection is open.
 */
interface Insert {

    /**
     * Gives a parameter its value.
     *
     * @param parameter from 1 on
     */
    void set(int parameter, long value) throws SQLException;

    /**
     * Gives a parameter its value.
     *
     * @param parameter from 1 on
     */
    void set(int parameter, byte[] value) throws SQLException;

    /**
     * Makes a parameter NULL.
     *
     * @param parameter from 1 on
     */
    void setNull(int parameter) throws SQLException;

    /** Runs it once. All parameters are to be set before the next time. */
    void execute() throws SQLException;

    /** Prepares a statement; one without garbage if this version of the driver allows. */
    static Insert prepare(Connection connection, String sql) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        try {
            return new NativeInsert(connection, statement);
        } catch (ReflectiveOperationException | RuntimeException otherVersion) {
            return new JdbcInsert(statement);
        }
    }
}

package io.gnomon.store.write;

import static java.lang.invoke.MethodType.methodType;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.sqlite.core.Codes;
import org.sqlite.core.CoreStatement;
import org.sqlite.core.NativeDB;
import org.sqlite.core.SafeStmtPtr;
import org.sqlite.jdbc4.JDBC4Connection;

/**
 * Hands each value to SQLite at once, past the driver's array of objects: that took 24 bytes for each value. What it
 * calls is what the driver's own statement calls in the end, but package-private there; the driver is of our own loader, and
 * in our own module.
 */
final class NativeInsert implements Insert {

    private final NativeDB database;
    private final SafeStmtPtr pointer;
    private final long address;
    private final MethodHandle bindLong;
    private final MethodHandle bindBytes;
    private final MethodHandle bindNull;

    /**
     * @param statement prepared by the connection, and not used otherwise from now on
     * @throws ReflectiveOperationException if the driver is built otherwise
     */
    NativeInsert(Connection connection, PreparedStatement statement) throws ReflectiveOperationException, SQLException {
        database = (NativeDB) ((JDBC4Connection) connection).getDatabase();
        pointer = ((CoreStatement) statement).pointer;
        MethodHandles.Lookup inside = MethodHandles.privateLookupIn(NativeDB.class, MethodHandles.lookup());
        bindLong = inside.findVirtual(
                NativeDB.class, "bind_long", methodType(int.class, long.class, int.class, long.class));
        bindBytes = inside.findVirtual(
                NativeDB.class, "bind_blob", methodType(int.class, long.class, int.class, byte[].class));
        bindNull = inside.findVirtual(NativeDB.class, "bind_null", methodType(int.class, long.class, int.class));
        VarHandle ofPointer = MethodHandles.privateLookupIn(SafeStmtPtr.class, MethodHandles.lookup())
                .findVarHandle(SafeStmtPtr.class, "ptr", long.class);
        address = (long) ofPointer.get(pointer);
    }

    @Override
    public void set(int parameter, long value) throws SQLException {
        checkOpen();
        int code;
        try {
            code = (int) bindLong.invokeExact(database, address, parameter, value);
        } catch (Throwable failure) {
            throw failed(failure);
        }
        check(code, Codes.SQLITE_OK);
    }

    @Override
    public void set(int parameter, byte[] value) throws SQLException {
        checkOpen();
        int code;
        try {
            code = (int) bindBytes.invokeExact(database, address, parameter, value);
        } catch (Throwable failure) {
            throw failed(failure);
        }
        check(code, Codes.SQLITE_OK);
    }

    @Override
    public void setNull(int parameter) throws SQLException {
        checkOpen();
        int code;
        try {
            code = (int) bindNull.invokeExact(database, address, parameter);
        } catch (Throwable failure) {
            throw failed(failure);
        }
        check(code, Codes.SQLITE_OK);
    }

    @Override
    public void execute() throws SQLException {
        checkOpen();
        try {
            check(database.step(address), Codes.SQLITE_DONE);
        } finally {
            database.reset(address);
        }
    }

    /** SQLite frees the statement with its connection, and does not survive that it is used after. */
    private void checkOpen() throws SQLException {
        if (pointer.isClosed()) {
            throw new SQLException("the statement is closed");
        }
    }

    private void check(int code, int expected) throws SQLException {
        if (code != expected) {
            database.throwex(code);
        }
    }

    private static SQLException failed(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        return failure instanceof SQLException known ? known : new SQLException(failure);
    }
}

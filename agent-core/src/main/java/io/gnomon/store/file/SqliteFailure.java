package io.gnomon.store.file;

import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What kind of failure SQLite reports. */
public final class SqliteFailure {

    static final int CORRUPT = SQLiteErrorCode.SQLITE_CORRUPT.code;
    static final int NOT_A_DATABASE = SQLiteErrorCode.SQLITE_NOTADB.code;

    private SqliteFailure() {}

    /** The primary result code, without what extends it; -1 if the failure is not SQLite's. */
    public static int code(SQLException failure) {
        // Extended result codes carry the primary one in their lowest byte.
        return failure instanceof SQLiteException sqlite ? sqlite.getResultCode().code & 0xff : -1;
    }

    /** Whether another connection reads or writes at the moment, and the same may succeed later. */
    public static boolean isBusy(SQLException failure) {
        return code(failure) == SQLiteErrorCode.SQLITE_BUSY.code;
    }

    /** Whether a writer was killed within a transaction, and what it wrote of it must first be taken back. */
    public static boolean isUnfinished(SQLException failure) {
        return failure instanceof SQLiteException sqlite
                && sqlite.getResultCode() == SQLiteErrorCode.SQLITE_READONLY_ROLLBACK;
    }
}

package io.gnomon.store.file;

import java.sql.SQLException;
import java.util.Set;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What kind of failure SQLite reports. */
public final class SqliteFailure {

    /** The database is damaged. */
    public static final int CORRUPT = SQLiteErrorCode.SQLITE_CORRUPT.code;

    /** The file is no database, or its header is damaged. */
    public static final int NOT_A_DATABASE = SQLiteErrorCode.SQLITE_NOTADB.code;

    private static final Set<Integer> OF_CONTENT = Set.of(
            CORRUPT,
            NOT_A_DATABASE,
            SQLiteErrorCode.SQLITE_ERROR.code,
            SQLiteErrorCode.SQLITE_SCHEMA.code,
            SQLiteErrorCode.SQLITE_TOOBIG.code,
            SQLiteErrorCode.SQLITE_CONSTRAINT.code,
            SQLiteErrorCode.SQLITE_MISMATCH.code,
            SQLiteErrorCode.SQLITE_FORMAT.code);

    private SqliteFailure() {}

    /** The primary result code, without what extends it; -1 if the failure is not SQLite's. */
    public static int code(SQLException failure) {
        // Extended result codes carry the primary one in their lowest byte.
        return failure instanceof SQLiteException sqlite ? sqlite.getResultCode().code & 0xff : -1;
    }

    /**
     * Whether the reason lies in what the file holds, and not in the disk, in a lock or in rights: the same will fail as long
     * as the file is as it is. Damage need not show as such; a table's name of which a letter is wrong is no table.
     */
    public static boolean isOfContent(SQLException failure) {
        return failure instanceof SQLiteException sqlite
                && (OF_CONTENT.contains(code(failure))
                        // Any other than this one has a number of its own. A header that has the wrong version says so.
                        || sqlite.getResultCode() == SQLiteErrorCode.SQLITE_READONLY);
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

package io.gnomon.stats;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The parts of SQL, and the mapping, that all queries for single calls share. The sample's alias is {@code s}. */
final class StoredCalls {

    static final int SLOW = 1;
    static final int ERROR = 2;
    static final int PASSED_ON = 8;
    private static final int COARSE = 4;

    static final String COLUMNS = " s.id, t.run, o.name, p.name, t.name, s.start, s.duration,"
            + " coalesce(s.self, s.duration), s.flags, s.weight, s.tree, s.caller, f.type, f.message";

    /** Reads rows by id after the samples were found: CROSS JOIN keeps SQLite from turning the loops around. */
    static final String JOINS = " CROSS JOIN operation o ON o.id = s.operation CROSS JOIN thread t ON t.id = s.thread"
            + " LEFT JOIN operation p ON p.id = s.parent LEFT JOIN failure f ON f.sample = s.id";

    private StoredCalls() {}

    static List<StoredCall> read(PreparedStatement query) throws SQLException {
        List<StoredCall> calls = new ArrayList<>();
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                int flags = row.getInt(9);
                calls.add(new StoredCall(
                        row.getLong(1),
                        row.getLong(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        EpochMicros.instant(row.getLong(6)),
                        row.getLong(7),
                        row.getLong(8),
                        (flags & SLOW) != 0,
                        (flags & ERROR) != 0,
                        (flags & COARSE) != 0,
                        row.getLong(10),
                        id(row, 11),
                        id(row, 12),
                        row.getString(13),
                        row.getString(14)));
            }
        }
        return calls;
    }

    /**
     * A condition on the operation; null allows all. Numbers only, so that they need no binding. No operation has the id 0:
     * it keeps the list from being empty, for which SQLite finds no use of the index that it is told to use.
     */
    static String ofOperations(@Nullable Collection<Long> operations) {
        return operations == null
                ? ""
                : operations.stream()
                        .map(id -> "," + id)
                        .collect(Collectors.joining("", " AND s.operation IN (0", ")"));
    }

    /** An id that may be NULL. */
    static @Nullable Long id(ResultSet row, int column) throws SQLException {
        long id = row.getLong(column);
        return row.wasNull() ? null : id;
    }
}

package io.gnomon.store.write;

import io.gnomon.model.MethodReference;
import io.gnomon.model.Operation;
import io.gnomon.model.OperationRegistry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Gives each operation its number in the file. A name keeps its number from run to run; what else is said of it is what
 * the newest run says.
 */
final class OperationTable {

    private final OperationRegistry registry;
    private final PreparedStatement upsert;

    /** File ids by the JVM's ids; 0: not asked for yet. */
    private long[] fileIds = new long[64];

    /** What the registry's was when the file ids were asked for. */
    private int generation;

    OperationTable(Connection connection, OperationRegistry registry) throws SQLException {
        this.registry = registry;
        this.generation = registry.generation();
        this.upsert = connection.prepareStatement("""
                INSERT INTO operation (name, class, method, descriptor, rule, category, slow_threshold, mode)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (name) DO UPDATE SET class = excluded.class, method = excluded.method,
                    descriptor = excluded.descriptor, rule = excluded.rule, category = excluded.category,
                    slow_threshold = excluded.slow_threshold, mode = excluded.mode
                RETURNING id
                """);
    }

    /** The number in the file; 0 for 0, which means none. */
    long fileId(int operation) throws SQLException {
        if (operation == 0) {
            return 0;
        }
        if (generation != registry.generation()) {
            // Descriptions may have changed: each operation is written again when it is next met.
            generation = registry.generation();
            Arrays.fill(fileIds, 0);
        }
        if (operation >= fileIds.length) {
            fileIds = Arrays.copyOf(fileIds, Math.max(operation + 1, fileIds.length * 2));
        }
        if (fileIds[operation] == 0) {
            fileIds[operation] = store(operation);
        }
        return fileIds[operation];
    }

    /** Whether an operation of this JVM's has that number in the file. */
    boolean isInUse(long fileId) {
        for (long known : fileIds) {
            if (known == fileId) {
                return true;
            }
        }
        return false;
    }

    private long store(int id) throws SQLException {
        Operation operation = registry.get(id);
        if (operation == null) {
            throw new IllegalStateException("no operation " + id);
        }
        @Nullable MethodReference method = operation.method();
        upsert.setString(1, operation.name());
        upsert.setString(2, method == null ? null : method.className());
        upsert.setString(3, method == null ? null : method.methodName());
        upsert.setString(4, method == null ? null : method.descriptor());
        upsert.setString(5, operation.declaredBy());
        upsert.setString(6, operation.category());
        upsert.setLong(7, operation.slowThresholdNanos());
        upsert.setString(8, operation.mode().name().toLowerCase(Locale.ROOT));
        try (ResultSet row = upsert.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }
}

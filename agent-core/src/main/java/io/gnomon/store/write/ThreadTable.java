package io.gnomon.store.write;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Gives each thread that has stored calls its number in the file. */
final class ThreadTable {

    private static final int MAX_REMEMBERED = 10_000;

    private final long runId;
    private final PreparedStatement insert;
    private final LastUse use;
    private Map<Long, String> platformNames = Map.of();

    /** File ids, by Java ids, of the platform threads that are named now: no more than there are. */
    private final Map<Long, Long> namedIds = new HashMap<>();

    /** The same of all others. Threads may come by the million, and only those seen last are met again. */
    private final Map<Long, Long> otherIds = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Long> eldest) {
            return size() > MAX_REMEMBERED;
        }
    };

    ThreadTable(Connection connection, long runId) throws SQLException {
        this.runId = runId;
        this.insert = connection.prepareStatement(
                "INSERT INTO thread (run, java_id, name, virtual, used) VALUES (?, ?, ?, ?, ?) RETURNING id");
        this.use = new LastUse(connection, "thread");
        remember(connection);
    }

    /** A file that was opened again has threads of this run. */
    private void remember(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                "SELECT java_id, id FROM thread WHERE run = ? ORDER BY id DESC LIMIT " + MAX_REMEMBERED)) {
            query.setLong(1, runId);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    otherIds.put(row.getLong(1), row.getLong(2));
                }
            }
        }
    }

    /** Threads whose calls are written from now on are in use at this time. */
    void now(long micros) {
        use.now(micros);
    }

    /** Learns the names, by Java ids, of all platform threads whose calls may be written from now on; the map may change. */
    void platformThreads(Map<Long, String> names) {
        platformNames = names;
        namedIds.entrySet().removeIf(each -> {
            boolean ended = !names.containsKey(each.getKey());
            if (ended) {
                otherIds.put(each.getKey(), each.getValue());
            }
            return ended;
        });
    }

    long fileId(long javaId) throws SQLException {
        Long named = namedIds.get(javaId);
        Long known = named == null ? otherIds.get(javaId) : named;
        if (known != null && use.isThere(known)) {
            return known;
        }
        String name = platformNames.get(javaId);
        insert.setLong(1, runId);
        insert.setLong(2, javaId);
        insert.setString(3, name == null ? "virtual-" + javaId : name);
        insert.setInt(4, name == null ? 1 : 0);
        insert.setLong(5, use.now());
        try (ResultSet row = insert.executeQuery()) {
            row.next();
            long id = row.getLong(1);
            (name == null ? otherIds : namedIds).put(javaId, id);
            use.made(id);
            return id;
        }
    }
}

package io.gnomon.stats;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The runs in a database. */
public final class RunsQuery {

    private static final String COLUMNS =
            "SELECT id, application, host, pid, java_version, jvm, os, processors, command,"
                    + " jvm_arguments, agent_version, agent_options, started, last_flush, last_sign, ended FROM run";

    private final Connection connection;

    public RunsQuery(Connection connection) {
        this.connection = connection;
    }

    /** All runs, the latest first. */
    public List<Run> all() throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(COLUMNS + " ORDER BY started DESC, id DESC")) {
            return runs(query);
        }
    }

    /** The run that started last. */
    public Optional<Run> latest() throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement(COLUMNS + " ORDER BY started DESC, id DESC LIMIT 1")) {
            return runs(query).stream().findFirst();
        }
    }

    /** The run of this id. */
    public Optional<Run> byId(long id) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(COLUMNS + " WHERE id = ?")) {
            query.setLong(1, id);
            return runs(query).stream().findFirst();
        }
    }

    private static List<Run> runs(PreparedStatement query) throws SQLException {
        List<Run> runs = new ArrayList<>();
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                runs.add(new Run(
                        row.getLong(1),
                        row.getString(2),
                        row.getString(3),
                        row.getLong(4),
                        row.getString(5),
                        row.getString(6),
                        row.getString(7),
                        row.getInt(8),
                        row.getString(9),
                        row.getString(10),
                        row.getString(11),
                        row.getString(12),
                        EpochMicros.instant(row.getLong(13)),
                        EpochMicros.instant(row.getLong(14)),
                        EpochMicros.instant(row.getLong(15)),
                        ended(row)));
            }
        }
        return runs;
    }

    private static @Nullable Instant ended(ResultSet row) throws SQLException {
        long micros = row.getLong(16);
        return row.wasNull() ? null : EpochMicros.instant(micros);
    }
}

package io.gnomon.store.write;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteDataSource;

/** Writes databases for tests of what reads them: the real schema, and rows as the agent's writer leaves them. */
public final class DatabaseBuilder implements AutoCloseable {

    /** When every run of a test begins: a whole minute. */
    public static final Instant START = Instant.parse("2026-01-05T10:00:00Z");

    private final Connection connection;
    private long samples;

    private DatabaseBuilder(Connection connection) {
        this.connection = connection;
    }

    public static DatabaseBuilder create(Path file) throws SQLException {
        SQLiteDataSource source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:" + file.toUri());
        DatabaseBuilder builder = new DatabaseBuilder(source.getConnection());
        builder.execute(schema());
        builder.execute("PRAGMA user_version = 1");
        return builder;
    }

    public static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    public DatabaseBuilder execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
        return this;
    }

    /** A run that began at START. */
    public DatabaseBuilder run(long id, long pid, Instant lastFlush, @Nullable Instant ended) throws SQLException {
        return insert(
                "run",
                id,
                "orders",
                "web-1",
                pid,
                "17.0.15",
                "OpenJDK 64-Bit Server VM 17.0.15+6",
                "Linux 6.1",
                2,
                "orders.jar --port 8080",
                "-Xmx256m",
                "0.1.0",
                null,
                micros(START),
                micros(lastFlush),
                micros(lastFlush),
                ended == null ? null : micros(ended),
                0);
    }

    public DatabaseBuilder operation(long id, String name, String category) throws SQLException {
        int dot = name.lastIndexOf('.');
        return insert(
                "operation",
                id,
                name,
                dot < 0 ? null : name.substring(0, dot),
                dot < 0 ? null : name.substring(dot + 1),
                "()V",
                "@Monitored",
                category,
                1_000_000_000L,
                "adaptive");
    }

    public DatabaseBuilder thread(long id, long run, String name) throws SQLException {
        return insert("thread", id, run, 20 + id, name, 0, micros(START));
    }

    /** A call; what is null is NULL in the row. */
    public long sample(
            long operation,
            long parent,
            long thread,
            Instant start,
            long durationNanos,
            @Nullable Long self,
            int flags,
            @Nullable Long tree,
            @Nullable Long caller)
            throws SQLException {
        samples++;
        insert(
                "sample",
                samples,
                operation,
                parent,
                thread,
                micros(start),
                durationNanos,
                self,
                flags,
                1,
                tree,
                caller);
        return samples;
    }

    /** Ends a transaction of the agent's writer: which samples it stored since the last one. */
    public DatabaseBuilder flush(long run, Instant at) throws SQLException {
        return execute(
                "INSERT INTO flush SELECT NULL, " + run + ", " + micros(at) + ", min(id), max(id) + 1, min(start),"
                        + " max(start) FROM sample WHERE id >= coalesce((SELECT max(end_sample) FROM flush), 1)");
    }

    public DatabaseBuilder stack(long id, String text) throws SQLException {
        return insert("stack", id, text.hashCode(), micros(START), text);
    }

    public DatabaseBuilder failure(
            long sample,
            @Nullable String type,
            @Nullable String message,
            @Nullable Long stack,
            @Nullable Long callerStack)
            throws SQLException {
        return insert("failure", sample, type, message, null, stack, callerStack);
    }

    /** A rollup of these durations. */
    public DatabaseBuilder rollup(
            long run, long operation, int seconds, Instant bucket, long errors, long slow, long... durations)
            throws SQLException {
        Histogram histogram = new Histogram(2);
        Arrays.stream(durations).forEach(histogram::recordValue);
        ByteBuffer encoded = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        byte[] bytes = Arrays.copyOf(encoded.array(), histogram.encodeIntoByteBuffer(encoded));
        long sum = Arrays.stream(durations).sum();
        long max = Arrays.stream(durations).max().orElse(0);
        return insert(
                "rollup",
                run,
                operation,
                seconds,
                micros(bucket),
                durations.length,
                errors,
                slow,
                durations.length,
                sum,
                sum / 2,
                Arrays.stream(durations).min().orElse(0),
                max,
                Math.min(max, histogram.getValueAtPercentile(50)),
                Math.min(max, histogram.getValueAtPercentile(90)),
                Math.min(max, histogram.getValueAtPercentile(95)),
                Math.min(max, histogram.getValueAtPercentile(99)),
                Math.min(max, histogram.getValueAtPercentile(99.9)),
                durations.length,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                bytes);
    }

    public DatabaseBuilder ledger(long run, String entry, long calls) throws SQLException {
        return insert("ledger", run, entry, calls);
    }

    /** Closed, the file stands alone; before, part of it is in the write-ahead log. */
    @Override
    public void close() throws SQLException {
        connection.close();
    }

    public DatabaseBuilder insert(String table, @Nullable Object... values) throws SQLException {
        String marks = "?" + ", ?".repeat(values.length - 1);
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO " + table + " VALUES (" + marks + ")")) {
            for (int i = 0; i < values.length; i++) {
                insert.setObject(i + 1, values[i]);
            }
            insert.executeUpdate();
        }
        return this;
    }

    private static String schema() {
        try (InputStream script = DatabaseBuilder.class.getResourceAsStream("/io/gnomon/store/file/schema-1.sql")) {
            if (script == null) {
                throw new IllegalStateException("no schema-1.sql");
            }
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}

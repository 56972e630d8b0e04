package io.gnomon.store.write;

import static io.gnomon.store.write.DatabaseBuilder.START;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;

/**
 * A long run with many operations, with rollups as the agent's writer leaves them: to see how long readers take. Not a
 * test; see docs/performance.md.
 */
public final class DayDatabase {

    /** Few distinct ones, because making a histogram takes longer than storing it. */
    private static final int KINDS = 16;

    private DayDatabase() {}

    /** Arguments: the file, the number of operations, the hours. */
    public static void main(String[] arguments) throws SQLException {
        create(Path.of(arguments[0]), Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
    }

    /** The run began at a whole hour, and died after so many hours and 29 minutes; it has its last hour's ten seconds. */
    static void create(Path file, int operations, int hours) throws SQLException {
        Instant end = START.plus(Duration.ofHours(hours)).plus(Duration.ofMinutes(29));
        try (DatabaseBuilder database = DatabaseBuilder.create(file)) {
            database.execute("PRAGMA synchronous = OFF").execute("BEGIN");
            database.run(1, 4711, end, null);
            for (int operation = 1; operation <= operations; operation++) {
                database.operation(operation, "com.acme.orders.Service" + operation + ".call", "service");
            }
            rollups(database, 10, end.minus(Duration.ofHours(1)), end);
            rollups(database, 60, START, end);
            rollups(database, 3_600, START, START.plus(Duration.ofHours(hours)));
            rollups(database, 0, START, START.plusSeconds(1));
            database.execute("COMMIT");
        }
    }

    private static void rollups(DatabaseBuilder database, int seconds, Instant from, Instant to) throws SQLException {
        templates(database, seconds);
        long step = Math.max(1, seconds) * 1_000_000L;
        database.execute("WITH RECURSIVE b(at) AS (SELECT " + DatabaseBuilder.micros(from) + " UNION ALL SELECT at + "
                + step + " FROM b WHERE at < " + (DatabaseBuilder.micros(to) - step) + ")"
                + " INSERT INTO rollup SELECT 1, o.id, t.seconds, b.at, t.count, t.errors, t.slow, t.timed, t.sum, t.self,"
                + " t.min, t.max, t.p50, t.p90, t.p95, t.p99, t.p999,"
                + " t.effective, t.sum_error, t.sum_offset, t.self_error, t.self_offset, t.p50_error, t.p90_error,"
                + " t.p95_error, t.p99_error, t.p999_error, t.histogram"
                + " FROM b CROSS JOIN operation o JOIN template t ON t.operation = o.id % " + KINDS);
        database.execute("DROP TABLE template");
    }

    private static void templates(DatabaseBuilder database, int seconds) throws SQLException {
        Random random = new Random(seconds);
        int calls = seconds == 0 ? 100_000 : 10 * seconds;
        for (int kind = 0; kind < KINDS; kind++) {
            double scale = 1_000 * Math.pow(3, kind % 8);
            // Log-normal, as response times are: p99 is six times the median.
            long[] durations = random.doubles(calls, -1, 1)
                    .mapToLong(any -> (long) (scale * Math.exp(0.75 * random.nextGaussian())))
                    .toArray();
            database.rollup(1, kind, seconds, START, calls / 50, 0, durations);
        }
        database.execute("CREATE TEMP TABLE template AS SELECT * FROM rollup WHERE seconds = " + seconds);
        database.execute("DELETE FROM rollup WHERE seconds = " + seconds);
    }
}

package io.gnomon;

import io.gnomon.model.OperationRegistry;
import io.gnomon.record.Pipeline;
import io.gnomon.record.sink.ApiAnswers;
import io.gnomon.stats.OperationStats;
import io.gnomon.stats.OperationStatsQuery;
import io.gnomon.stats.OperationsQuery;
import io.gnomon.stats.RunScope;
import io.gnomon.stats.SampleFilter;
import io.gnomon.stats.SampleQuery;
import io.gnomon.stats.StoredCall;
import io.gnomon.stats.TimeWindow;
import io.gnomon.store.read.ReadConnection;
import io.gnomon.store.read.UnreadableDatabaseException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Answers the API's questions about this run: has the writer catch up, then reads the file on the asking thread through a
 * connection of its own. Answers are of JDK types, because the API may be another class loader's.
 */
final class AgentAnswers implements ApiAnswers {

    private static final Duration CATCH_UP = Duration.ofSeconds(2);
    private static final int MAX_SAMPLES = 10_000;

    private final RunStore store;
    private final OperationRegistry operations;
    private volatile @Nullable Pipeline pipeline;

    AgentAnswers(RunStore store, OperationRegistry operations) {
        this.store = store;
        this.operations = operations;
    }

    /** Says whom to ask for a flush. */
    void flushThrough(Pipeline writing) {
        pipeline = writing;
    }

    @Override
    public @Nullable Object answer(String question, @Nullable Object[] arguments) {
        Pipeline writing = pipeline;
        if (writing == null || !(arguments[0] instanceof String operation) || operations.get(operation) == null) {
            return null;
        }
        writing.flush(CATCH_UP);
        RunStore.Place place = store.place();
        if (place == null) {
            return null;
        }
        try (ReadConnection read = ReadConnection.open(place.file())) {
            return switch (question) {
                case "statistics" -> statistics(read, place, operation);
                case "samples" -> samples(read, place, operation, arguments);
                default -> null;
            };
        } catch (UnreadableDatabaseException | SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** In the order in which the API's OperationStatistics takes them. */
    private static long @Nullable [] statistics(ReadConnection read, RunStore.Place place, String operation)
            throws SQLException {
        List<OperationStats> all = new OperationStatsQuery(read.connection())
                .find(RunScope.of(place.run()), TimeWindow.ALL)
                .operations();
        for (OperationStats stats : all) {
            if (stats.operation().equals(operation)) {
                return new long[] {
                    stats.calls(),
                    stats.errors(),
                    stats.slow(),
                    stats.total(),
                    stats.self(),
                    stats.mean(),
                    stats.min(),
                    stats.max(),
                    stats.p50(),
                    stats.p95(),
                    stats.p99(),
                    stats.timed()
                };
            }
        }
        return new long[12];
    }

    /** Rows of start, duration, self, slow, error and weight. */
    private static long[][] samples(
            ReadConnection read, RunStore.Place place, String operation, @Nullable Object[] arguments)
            throws SQLException {
        SampleFilter filter = new SampleFilter(
                RunScope.of(place.run()),
                new TimeWindow(instant(arguments[1]), instant(arguments[2])),
                new OperationsQuery(read.connection()).ids(operation::equals),
                Boolean.TRUE.equals(arguments[3]),
                false,
                SampleFilter.Order.OLDEST_FIRST,
                MAX_SAMPLES);
        return new SampleQuery(read.connection())
                .find(filter).stream().map(AgentAnswers::row).toArray(long[][]::new);
    }

    private static long[] row(StoredCall call) {
        return new long[] {
            ChronoUnit.MICROS.between(Instant.EPOCH, call.start()),
            call.durationNanos(),
            call.selfNanos(),
            call.slow() ? 1 : 0,
            call.error() ? 1 : 0,
            call.weight()
        };
    }

    /** From microseconds since 1970; the extremes of long mean no bound. */
    private static @Nullable Instant instant(@Nullable Object micros) {
        long value = micros instanceof Long number ? number : Long.MIN_VALUE;
        return value == Long.MIN_VALUE || value == Long.MAX_VALUE ? null : Instant.EPOCH.plus(value, ChronoUnit.MICROS);
    }
}

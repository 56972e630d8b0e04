package io.gnomon;

import io.gnomon.log.AgentLog;
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
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Answers the API's questions about this run: has the writer catch up, then reads the file on the asking thread through a
 * connection of its own. Answers are of JDK types, because the API may be another class loader's.
 */
final class AgentAnswers implements ApiAnswers {

    private static final Duration CATCH_UP = Duration.ofSeconds(2);
    private static final int MAX_SAMPLES = 10_000;

    /** What is said of an operation: see {@link #statistics}. */
    private static final int FIGURES = 19;

    /** Where among them it says whether they are up to date. */
    private static final int UP_TO_DATE = 12;

    private final RunStore store;
    private final OperationRegistry operations;
    private final AgentLog log;
    private final AtomicBoolean told = new AtomicBoolean();
    private volatile @Nullable Pipeline pipeline;

    AgentAnswers(RunStore store, OperationRegistry operations, AgentLog log) {
        this.log = log;
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
        boolean upToDate = writing.flush(CATCH_UP);
        RunStore.Place place = store.place();
        if (place == null) {
            return nothingKnown(question);
        }
        try (ReadConnection read = ReadConnection.open(place.file())) {
            return switch (question) {
                case "statistics" -> statistics(read, place, operation, upToDate);
                case "samples" -> samples(read, place, operation, arguments);
                default -> null;
            };
        } catch (UnreadableDatabaseException | SQLException failure) {
            if (told.compareAndSet(false, true)) {
                log.warn("the application's queries get no answers: the file cannot be read", failure);
            }
            return nothingKnown(question);
        }
    }

    /** Where the file is not open yet, or cannot be read: there is such an operation, and no more is to be said of it. */
    private static long @Nullable [] nothingKnown(String question) {
        return question.equals("statistics") ? new long[FIGURES] : null;
    }

    /** In the order in which the API's OperationStatistics takes them. */
    private static long[] statistics(ReadConnection read, RunStore.Place place, String operation, boolean upToDate)
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
                    stats.timed(),
                    upToDate ? 1 : 0,
                    stats.standardErrors().total(),
                    stats.standardErrors().self(),
                    stats.meanError(),
                    stats.standardErrors().p50(),
                    stats.standardErrors().p95(),
                    stats.standardErrors().p99()
                };
            }
        }
        long[] uncalled = new long[FIGURES];
        uncalled[UP_TO_DATE] = upToDate ? 1 : 0;
        return uncalled;
    }

    /** Rows of start, duration, self, slow, error and weight. */
    private static long[][] samples(
            ReadConnection read, RunStore.Place place, String operation, @Nullable Object[] arguments)
            throws SQLException {
        Instant from = instant(arguments[1]);
        Instant to = instant(arguments[2]);
        if (from != null && to != null && to.isBefore(from)) {
            return new long[0][];
        }
        SampleFilter filter = new SampleFilter(
                RunScope.of(place.run()),
                new TimeWindow(from, to),
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

    /** From microseconds since 1970; null: no bound. */
    private static @Nullable Instant instant(@Nullable Object micros) {
        return micros instanceof Long value ? Instant.EPOCH.plus(value, ChronoUnit.MICROS) : null;
    }
}

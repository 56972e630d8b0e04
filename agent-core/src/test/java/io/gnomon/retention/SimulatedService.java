package io.gnomon.retention;

import io.gnomon.log.AgentLog;
import io.gnomon.model.Estimate;
import io.gnomon.model.Figures;
import io.gnomon.model.Measurements;
import io.gnomon.model.OperationRegistry;
import io.gnomon.model.OperationSpec;
import io.gnomon.model.PackedFigures;
import io.gnomon.model.RunClock;
import io.gnomon.model.RunInfo;
import io.gnomon.model.SampleRows;
import io.gnomon.rules.TimingMode;
import io.gnomon.store.file.Owner;
import io.gnomon.store.write.Store;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * What the writer leaves in a file over months, in seconds: figures of a number of operations by ten seconds, minutes and hours,
 * edges, and single calls; with retention as in a real flush, by a clock that jumps from flush to flush.
 */
final class SimulatedService implements AutoCloseable {

    /** A Monday at midnight. */
    static final Instant BEGIN = Instant.parse("2026-01-05T00:00:00Z");

    private static final int VARIANTS = 16;

    /** More make a histogram no larger. */
    private static final int MOST_CALLS = 500_000;

    /** Of ten seconds each, in one flush. */
    private static final int MOST_BUCKETS = 60;

    private final long beginMicros;
    private final Random random = new Random(1);
    private final OperationRegistry registry = new OperationRegistry(Duration.ofSeconds(1));
    private final List<Integer> operations = new ArrayList<>();
    private final PackedFigures[] variants = new PackedFigures[VARIANTS];

    /** Figures of a minute and of an hour; null: they are summed up, which takes longer than all else. */
    private final PackedFigures @Nullable [] ofMinutes;

    private final PackedFigures @Nullable [] ofHours;
    private final PackedFigures[] minutes;
    private final PackedFigures[] hours;
    private final PackedFigures[] totals;
    private final Figures scratch = new Figures();
    private final SampleRows rows = new SampleRows();
    private final Store store;
    private final Retention retention;
    private final int rowsPerFlush;

    /** Of the operations, so many are called in each ten seconds. */
    private final int active;

    private long nanos;
    private long nextSample = 1;

    /** The longest flush so far, and the time of all; nanoseconds. */
    long longestFlush;

    long flushing;
    long flushes;

    SimulatedService(
            Path file,
            RetentionSettings settings,
            int operationCount,
            int active,
            int callsPerBucket,
            int rowsPerFlush,
            boolean exact,
            AgentLog log)
            throws IOException, SQLException {
        this(file, BEGIN, settings, operationCount, active, callsPerBucket, rowsPerFlush, exact, log);
    }

    SimulatedService(
            Path file,
            Instant begin,
            RetentionSettings settings,
            int operationCount,
            int active,
            int callsPerBucket,
            int rowsPerFlush,
            boolean exact,
            AgentLog log)
            throws IOException, SQLException {
        this.beginMicros = begin.getEpochSecond() * 1_000_000;
        this.active = active;
        this.rowsPerFlush = rowsPerFlush;
        for (int number = 0; number < operationCount; number++) {
            operations.add(registry.register(
                            new OperationSpec("service.operation" + number, null, "test", "", null, TimingMode.DEFAULT))
                    .id());
        }
        Arrays.setAll(variants, variant -> figures(callsPerBucket));
        ofMinutes = exact ? null : new PackedFigures[VARIANTS];
        ofHours = exact ? null : new PackedFigures[VARIANTS];
        if (ofMinutes != null && ofHours != null) {
            Arrays.setAll(ofMinutes, variant -> figures(Math.min(MOST_CALLS, 6 * callsPerBucket)));
            Arrays.setAll(ofHours, variant -> figures(Math.min(MOST_CALLS, 360 * callsPerBucket)));
        }
        minutes = new PackedFigures[operationCount];
        hours = new PackedFigures[operationCount];
        totals = new PackedFigures[operationCount];
        RunClock clock = new RunClock(() -> nanos, this::nowMicros);
        store = Store.open(
                file,
                Owner.inThisProcess(),
                new RunInfo("service", "host", 1, "", "", "", 2, "", "", "", ""),
                registry,
                clock,
                log);
        try (Statement statement = store.connection().createStatement()) {
            // A simulated disk.
            statement.execute("PRAGMA synchronous = OFF");
            statement.execute("PRAGMA journal_mode = MEMORY");
        }
        retention = new Retention(settings, this::nowMicros, log);
    }

    /** Log-normal durations, as those of most services. */
    private PackedFigures figures(int calls) {
        Measurements measured = new Measurements();
        for (int call = 0; call < calls; call++) {
            long duration = (long) Math.exp(13 + random.nextGaussian());
            measured.add(duration, duration / 2, 0);
        }
        Figures all = new Figures();
        all.add(measured, Estimate.NOTHING, Estimate.NOTHING);
        return all.pack();
    }

    long nowMicros() {
        return beginMicros + nanos / 1_000;
    }

    Store store() {
        return store;
    }

    /** Lets time pass, with a flush every ten minutes, or at the end if that comes before. */
    void live(Duration time) throws SQLException {
        long until = nanos + time.toNanos();
        while (nanos < until) {
            flush((int) Math.min(MOST_BUCKETS, (until - nanos) / 10_000_000_000L));
        }
    }

    private void flush(int buckets) throws SQLException {
        long began = System.nanoTime();
        store.begin(nowMicros());
        for (int bucket = 0; bucket < buckets; bucket++) {
            nanos += 10_000_000_000L;
            writeFigures(nowMicros() - 10_000_000);
        }
        writeRows();
        store.flushed(nowMicros());
        // As often as a real flush would have given it the time.
        for (int count = 0; count < 10 * buckets && retention.isDirty(); count++) {
            retention.write(store, false);
        }
        store.commit(nowMicros());
        long took = System.nanoTime() - began;
        longestFlush = Math.max(longestFlush, took);
        flushing += took;
        flushes++;
    }

    private void writeRows() throws SQLException {
        rows.clear();
        for (int row = 0; row < rowsPerFlush; row++) {
            int operation = operations.get(random.nextInt(operations.size()));
            rows.add(nextSample++, operation, 0, 1 + row % 20, nanos - row, 1_000, 1_000, 0, 1, 0, 0);
        }
        store.samples(rows, 0, rowsPerFlush);
    }

    private void writeFigures(long bucket) throws SQLException {
        boolean endsMinute = (bucket + 10_000_000) % 60_000_000 == 0;
        boolean endsHour = (bucket + 10_000_000) % 3_600_000_000L == 0;
        int first = random.nextInt(operations.size());
        for (int count = 0; count < active; count++) {
            int at = (first + count) % operations.size();
            PackedFigures now = variants[random.nextInt(VARIANTS)];
            store.rollup(operations.get(at), 10, bucket, unpacked(now));
            int parent = operations.get((at + 1) % operations.size());
            store.edge(bucket, parent, operations.get(at), now.count(), now.sum(), 0, 0);
            minutes[at] = ofMinutes == null ? plus(minutes[at], now) : ofMinutes[random.nextInt(VARIANTS)];
        }
        if (endsMinute) {
            end(minutes, hours, 60, bucket);
        }
        if (endsHour) {
            end(hours, totals, 3_600, bucket);
            for (int at = 0; at < totals.length; at++) {
                if (totals[at] != null) {
                    store.rollup(operations.get(at), 0, 0, unpacked(totals[at]));
                }
            }
        }
    }

    private void end(@Nullable PackedFigures[] ended, @Nullable PackedFigures[] longer, int seconds, long bucket)
            throws SQLException {
        long length = seconds * 1_000_000L;
        for (int at = 0; at < ended.length; at++) {
            PackedFigures figures = ended[at];
            if (figures != null) {
                store.rollup(operations.get(at), seconds, bucket / length * length, unpacked(figures));
                longer[at] = ofHours == null ? plus(longer[at], figures) : ofHours[random.nextInt(VARIANTS)];
            }
        }
        Arrays.fill(ended, null);
    }

    private Figures unpacked(PackedFigures figures) {
        scratch.clear();
        scratch.add(figures);
        return scratch;
    }

    private PackedFigures plus(@Nullable PackedFigures sum, PackedFigures more) {
        unpacked(more);
        if (sum != null) {
            scratch.add(sum);
        }
        return scratch.pack();
    }

    /** As a kill does: nothing more is written. */
    @Override
    public void close() throws SQLException {
        store.close();
    }
}

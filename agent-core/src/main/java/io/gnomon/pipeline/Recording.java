package io.gnomon.pipeline;

import io.gnomon.model.Figures;
import io.gnomon.model.RunClock;
import io.gnomon.model.SampleRows;
import io.gnomon.store.Store;
import java.sql.SQLException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * All that the writer thread owns: it reads samples into rollups and rows, and writes both.
 *
 * <p>Rollups live in memory until their time is over, so that a flush that fails costs them nothing but the delay; rows of
 * that flush are counted as dropped.
 */
final class Recording {

    private final RecorderSink sink;
    private final RunClock clock;
    private final StoreKeeper keeper;
    private final RollupTable rollups;
    private final RowChooser rows;
    private final SampleReader reader;
    private final Ledger ledger = new Ledger();
    private final Queue<AgentEvent> events = new ConcurrentLinkedQueue<>();
    private long flushedCalls;

    Recording(WriterSettings settings, RecorderSink sink, RunClock clock, StoreKeeper keeper) {
        this.sink = sink;
        this.clock = clock;
        this.keeper = keeper;
        long now = System.nanoTime();
        TokenBucket budget = new TokenBucket(settings.rowsPerSecond(), settings.rowBurst(), now);
        this.rollups = new RollupTable(clock);
        this.rows = new RowChooser(new RowLottery(budget, now), new DetailMatcher(sink.details()));
        this.reader = new SampleReader(sink, rollups, rows);
    }

    /** Opens the file, if it can be. */
    void open() {
        keeper.store(System.nanoTime());
    }

    /** Reads all samples there are; returns how many. */
    long read() {
        return reader.readAll();
    }

    /** Has something noted in the file. From any thread. */
    void event(String kind, String message) {
        events.add(new AgentEvent(System.nanoTime(), kind, message));
    }

    /** Whether a flush has something to write. */
    private boolean isDirty() {
        return reader.calls() != flushedCalls
                || !events.isEmpty()
                || sink.drops().any();
    }

    /** Reads, and writes what changed since the last flush. */
    void flush() {
        // Taken before reading: what was recorded before this moment is in the file with this flush.
        long now = System.nanoTime();
        read();
        if (isDirty()) {
            reader.flushWindows();
            write(now, false);
        }
    }

    /** Reads and writes all there is, and ends the run. */
    void finish() {
        long now = System.nanoTime();
        // A chunk may be handed over while the buffers are read: a few rounds see all that was made before now.
        for (int round = 0; round < 3; round++) {
            read();
        }
        reader.releaseWindows();
        write(now, true);
        keeper.close();
    }

    private void write(long now, boolean last) {
        rollups.tick(now);
        sink.drops().drain((operation, calls, errors) -> {
            rollups.addUntimed(operation, calls, errors);
            ledger.dropped(calls);
        });
        rows.draw(last, now);
        SampleRows chosen = rows.rows();
        long weights = weights(chosen);
        rollups.close(last);
        ledger.stored(chosen.size(), weights);
        if (keeper.write(now, clock.epochMicros(now), store -> write(store, last))) {
            rollups.written();
            reader.flushed();
        } else {
            ledger.notStored(chosen.size());
        }
        flushedCalls = reader.calls();
        rows.clear();
    }

    private void write(Store store, boolean last) throws SQLException {
        reader.threadNames().forEach(store::announceThread);
        store.samples(rows.rows());
        for (RowChooser.SampleDetail detail : rows.details()) {
            store.detail(detail.sampleId(), detail.detail());
        }
        rollups.write(new RollupOutput(store));
        ledger.write(store::ledger, reader.produced(), rows.unrepresented(), last);
        store.ledger("details rationed", sink.details().limited());
        AgentEvent event;
        while ((event = events.poll()) != null) {
            store.event(clock.epochMicros(event.atNanos()), event.kind(), event.message());
        }
        if (last) {
            store.end(clock.epochMicros(System.nanoTime()));
        }
    }

    private static long weights(SampleRows rows) {
        long weights = 0;
        for (int row = 0; row < rows.size(); row++) {
            weights += rows.weight(row);
        }
        return weights;
    }

    private record RollupOutput(Store store) implements RollupTable.Output {
        @Override
        public void rollup(int operation, int seconds, long bucketMicros, Figures figures) throws SQLException {
            store.rollup(operation, seconds, bucketMicros, figures);
        }

        @Override
        public void edge(long bucketMicros, int parent, int operation, long count, long sumNanos) throws SQLException {
            store.edge(bucketMicros, parent, operation, count, sumNanos);
        }
    }
}

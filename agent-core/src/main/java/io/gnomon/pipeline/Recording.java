package io.gnomon.pipeline;

import io.gnomon.model.Figures;
import io.gnomon.model.OperationRegistry;
import io.gnomon.model.RunClock;
import io.gnomon.store.Store;
import java.sql.SQLException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * All that the writer thread owns: it reads samples into rollups and rows, and writes both.
 *
 * <p>Rollups live in memory until their time is over, so that a flush that fails costs them nothing but the delay; rows of
 * that flush are counted as dropped.
 */
final class Recording {

    /** After that many rows samples are read again, so that threads find empty chunks while a flush goes on. */
    private static final int ROWS_BETWEEN_READS = 1_000;

    /** How much is read then: faster than the hottest thread records, and not so much that the flush comes late. */
    private static final int CHUNKS_BETWEEN_ROWS = 256;

    /** While the file is being opened; the end of that wakes the writer. */
    private static final long LONGEST_REST_NANOS = 1_000_000_000L;

    private final RecorderSink sink;
    private final RunClock clock;
    private final StoreKeeper keeper;
    private final RollupTable rollups;
    private final RowChooser rows;
    private final SampleReader reader;
    private final Throttle throttle;
    private final Ledger ledger = new Ledger();
    private final Queue<AgentEvent> events = new ConcurrentLinkedQueue<>();

    /** Of the events, how many the transaction in work has stored. */
    private int storedEvents;

    private long flushedCalls;

    /** The last flush failed: its figures are still to be written, though nothing new may come. */
    private boolean flushFailed;

    /** All that was recorded before this moment, by {@link System#nanoTime()}, has been read. */
    private long readUntil = System.nanoTime();

    Recording(
            WriterSettings settings,
            OperationRegistry operations,
            RecorderSink sink,
            RunClock clock,
            StoreKeeper keeper,
            LongSupplier processCpuNanos) {
        this.sink = sink;
        this.clock = clock;
        this.keeper = keeper;
        long now = System.nanoTime();
        TokenBucket budget = new TokenBucket(settings.rowsPerSecond(), settings.rowBurst(), now);
        this.rollups = new RollupTable(clock);
        this.rows = new RowChooser(new RowLottery(budget, now), new DetailMatcher(sink.details()));
        ThrottleSlots slots = new ThrottleSlots();
        this.reader = new SampleReader(sink, slots, rollups, rows);
        this.throttle =
                new Throttle(settings.overheadBudget(), operations, rollups, slots, processCpuNanos, this::event);
    }

    /**
     * Gets ready, and has the file opened, if it can be. That takes as long as an application needs to fill the queue with
     * its first calls, so they are read meanwhile.
     */
    void open() throws InterruptedException, ExecutionException {
        RecorderSink.link();
        Thread writer = Thread.currentThread();
        FutureTask<@Nullable Void> opening = new FutureTask<>(this::openStore, null) {
            @Override
            protected void done() {
                LockSupport.unpark(writer);
            }
        };
        AgentThreads.make("gnomon-opener", opening).start();
        while (!opening.isDone() && !isFull()) {
            read();
            throttle();
            awaitWork(LONGEST_REST_NANOS);
        }
        opening.get();
    }

    private void openStore() {
        GnomonRecorder.pause();
        keeper.store(System.nanoTime());
    }

    /** Reads what is to be read between two flushes, unless a flush is needed before; returns how many calls. */
    long read() {
        long before = reader.calls();
        reader.readFull();
        return reader.calls() - before;
    }

    /** Sleeps until there is something to read, and no longer than that; an unpark ends it, too. */
    void awaitWork(long nanos) {
        sink.awaitWork(Math.min(nanos, throttle.nanosUntilReview(System.nanoTime())));
    }

    /** Keeps timing within the overhead budget, if it is time to look after that. */
    void throttle() {
        long now = System.nanoTime();
        if (throttle.isDue(now)) {
            reader.readCounters();
            throttle.review(now);
        }
    }

    /** Takes all throttles off. */
    void endThrottling() {
        throttle.end();
    }

    /** Whether what was read ought to be flushed at once. */
    boolean isFull() {
        return rows.isFull();
    }

    /** Has something noted in the file. From any thread. */
    void event(String kind, String message) {
        events.add(new AgentEvent(System.nanoTime(), kind, message));
    }

    /** Whether a flush has something to write. */
    private boolean isDirty() {
        return flushFailed
                || reader.calls() != flushedCalls
                || !events.isEmpty()
                || rollups.anyRetired()
                || sink.drops().any();
    }

    /** Reads, and writes what changed since the last flush. What was recorded before this call is in the file then. */
    void flush() {
        long now = System.nanoTime();
        readAllBefore(now);
        readUntil = now;
        reader.readCounters();
        rollups.tick(now);
        if (isDirty()) {
            reader.flushWindows();
            write(now, false);
        }
    }

    /** Reads what was recorded before {@code now}, flushing in between what would be too much for one flush. */
    private void readAllBefore(long now) {
        // The queue keeps the order: when as much was read as it can hold, then all that was in it at the beginning.
        long rounds = sink.maxQueuedCalls() / RowChooser.MAX_KEPT + 1;
        while (!reader.readAll() && rows.isFull() && rounds-- > 0) {
            write(now, false);
        }
    }

    /** Reads and writes all there is, and ends the run. */
    void finish() {
        long now = System.nanoTime();
        // A chunk may be handed over while the buffers are read: a few rounds see all that was made before now.
        for (int round = 0; round < 3; round++) {
            readAllBefore(now);
        }
        readUntil = now;
        reader.readCounters();
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
        flushedCalls = reader.calls();
        RowBatch batch = rows.draw(last, now);
        int chosen = batch.samples().size();
        ledger.stored(chosen, batch.weight());
        flushFailed = !keeper.write(now, clock.epochMicros(readUntil), store -> write(store, batch, last));
        if (!flushFailed) {
            rollups.written();
            reader.flushed();
            for (; storedEvents > 0; storedEvents--) {
                events.remove();
            }
        } else {
            ledger.notStored(chosen);
            rollups.close(last);
        }
        batch.clear();
    }

    private void write(Store store, RowBatch batch, boolean last) throws SQLException {
        reader.threadNames().forEach(store::announceThread);
        for (int from = 0; from < batch.samples().size(); from += ROWS_BETWEEN_READS) {
            store.samples(
                    batch.samples(),
                    from,
                    Math.min(from + ROWS_BETWEEN_READS, batch.samples().size()));
            if (!last) {
                reader.readQueued(CHUNKS_BETWEEN_ROWS);
            }
        }
        for (RowBatch.SampleDetail detail : batch.details()) {
            store.detail(detail.sampleId(), detail.detail());
        }
        // After the reading: what the file says of a bucket is then all that was read of it.
        rollups.close(last);
        rollups.write(new RollupOutput(store));
        ledger.write(store::ledger, reader.produced(), rows.unrepresented(), last);
        store.ledger("details rationed", sink.details().limited());
        storedEvents = 0;
        for (AgentEvent event : events) {
            store.event(clock.epochMicros(event.atNanos()), event.kind(), event.message());
            storedEvents++;
        }
        if (last) {
            store.end(clock.epochMicros(System.nanoTime()));
        }
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

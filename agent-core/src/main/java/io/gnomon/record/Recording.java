package io.gnomon.record;

import io.gnomon.log.AgentLog;
import io.gnomon.model.ClockStep;
import io.gnomon.model.OperationRegistry;
import io.gnomon.model.RunClock;
import io.gnomon.part.AgentThreads;
import io.gnomon.record.detail.DetailMatcher;
import io.gnomon.record.read.SampleReader;
import io.gnomon.record.rollup.LiveRollups;
import io.gnomon.record.rows.RowChooser;
import io.gnomon.record.rows.RowLottery;
import io.gnomon.record.rows.TokenBucket;
import io.gnomon.record.sink.RecorderSink;
import io.gnomon.record.throttle.Throttle;
import io.gnomon.record.throttle.ThrottleSlots;
import io.gnomon.store.write.Contribution;
import io.gnomon.store.write.Store;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * All that the writer thread owns: it reads samples into rollups and rows, and has the contributions to a {@link Flush}
 * written.
 */
final class Recording {

    /** So long the system's clock is not looked at, and the times of calls may be wrong after it was set. */
    private static final long LONGEST_REST_NANOS = 1_000_000_000L;

    /** What can be read and written at the end in a moment. */
    private static final int FEW_CHUNKS = 16;

    private static final long FEW_CALLS = 20_000;

    /** Without calls the file is written to as seldom as that. */
    private static final long SIGN_OF_LIFE_NANOS = 10_000_000_000L;

    private final RecorderSink sink;
    private final RunClock clock;
    private final StoreKeeper keeper;
    private final LiveRollups rollups;
    private final RowChooser rows;
    private final SampleReader reader;
    private final Throttle throttle;
    private final Ledger ledger = new Ledger();
    private final WeightCheck weights = new WeightCheck();
    private final EventsContribution events;
    private final LossReport losses;

    /** Nothing but that the agent lives. */
    private final Flush sign;

    /** What a run's end must not lack, whatever time is left. */
    private final Flush account;

    /** What is known of all calls, but for the rows of single ones. */
    private final Flush figures;

    private final RollupsContribution statistics;

    /** Account, figures and rows. */
    private final Flush flush;

    private final AgentLog log;

    /** That a review failed has been said. */
    private boolean reviewFailed;

    /** The file is open, or known not to be. */
    private volatile boolean opened;

    private long flushedCalls;

    /** Of the calls that were dropped, those that the queue has no part in. */
    private long droppedOnThread;

    /** When the file last got a sign of life, or should have got one. */
    private long lastSign = System.nanoTime();

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
            List<Contribution> others,
            LongSupplier processCpuNanos,
            AgentLog log) {
        this.sink = sink;
        this.clock = clock;
        this.keeper = keeper;
        this.log = log;
        long now = System.nanoTime();
        TokenBucket budget =
                new TokenBucket(settings.rowsPerSecond(), Math.min(settings.rowBurst(), settings.mostRows()), now);
        this.rollups = new LiveRollups(clock);
        this.rows = new RowChooser(new RowLottery(budget, now), new DetailMatcher(sink.details()), settings.mostRows());
        this.events = new EventsContribution(clock, settings.redaction());
        this.losses = new LossReport(sink.details(), rows, log, events::add);
        ThrottleSlots slots = new ThrottleSlots();
        this.reader = new SampleReader(sink, slots, rollups, rows, settings.redaction());
        this.throttle =
                new Throttle(settings.overheadBudget(), operations, rollups, slots, processCpuNanos, events::add);
        Contribution calls = new RowsContribution(rows, reader, ledger, weights, settings.redaction());
        this.statistics = new RollupsContribution(rollups, clock, log);
        Contribution accounting = new LedgerContribution(ledger, reader, rows, weights, rollups);
        this.sign = new Flush(List.of(), List.of(), log);
        this.account = new Flush(List.of(accounting), List.of(), log);
        this.figures = new Flush(List.of(statistics, accounting), List.of(), log);
        List<Contribution> guarded = new ArrayList<>(List.of(losses, events));
        guarded.addAll(others);
        this.flush = new Flush(List.of(calls, statistics, accounting), guarded, log);
    }

    /**
     * Gets ready, and has the file opened, if it can be. That takes as long as an application needs to fill the queue with
     * its first calls, so they are read meanwhile.
     */
    void open() throws InterruptedException {
        RecorderSink.link();
        Thread writer = Thread.currentThread();
        Thread opener = AgentThreads.make("gnomon-opener", () -> openStore(writer));
        try {
            opener.start();
        } catch (OutOfMemoryError noFurtherThread) {
            openStore(writer);
        }
        try {
            // Its death is seen, too: whoever fails to open may fail to say so.
            while (!opened && opener.isAlive() && !rows.isFull()) {
                read();
                throttle();
                if (rollups.isFull()) {
                    flush.notWritten(false);
                }
                awaitWork(Long.MAX_VALUE);
            }
        } finally {
            // Whatever happens here: until then the keeper is the opener's.
            opener.join();
        }
    }

    private void openStore(Thread writer) {
        try {
            GnomonRecorder.pause();
            keeper.store(System.nanoTime());
        } finally {
            opened = true;
            LockSupport.unpark(writer);
        }
    }

    /** Reads the full chunks between two flushes, unless a flush is needed before; returns how many calls. */
    long read() {
        followClock();
        long before = reader.calls();
        reader.readFull();
        return reader.calls() - before;
    }

    private void followClock() {
        ClockStep step = clock.follow();
        if (step != null) {
            rollups.follow(step);
            if (step.isTold()) {
                events.add("clock", step.sentence());
            }
        }
    }

    /** Sleeps until there is something to read, and no longer than that or a second; an unpark ends it, too. */
    void awaitWork(long nanos) {
        long now = System.nanoTime();
        long rest = Math.min(throttle.nanosUntilReview(now), reader.nanosUntilLook(now));
        sink.awaitWork(Math.min(nanos, Math.min(rest, LONGEST_REST_NANOS)));
    }

    /** Keeps timing within the overhead budget, if it is time to look after that. */
    void throttle() {
        long now = System.nanoTime();
        if (throttle.isDue(now)) {
            rollups.tick(now);
            reader.readCounters();
            review(now);
        }
    }

    /** A review that fails must not keep the writer from writing. Not throttled, calls are dearer, but recorded as they are. */
    private void review(long now) {
        try {
            if (throttle.review(now)) {
                // What was made under the old throttles is to be known as such.
                reader.readAll();
                reader.readCounters();
                throttle.publish();
            }
        } catch (Throwable failure) {
            throttle.end();
            if (!reviewFailed) {
                reviewFailed = true;
                log.warn("timing was not kept within the overhead budget", failure);
            }
        }
    }

    /** Takes all throttles off, and gives the memory for calls on their way back: nothing is read after this. */
    void release() {
        throttle.end();
        sink.close();
    }

    /** Whether what was read ought to be flushed at once. */
    boolean isFull() {
        return rows.isFull() || rollups.isFull() || reader.isFull();
    }

    /** Has something noted in the file. From any thread. */
    void event(String kind, String message) {
        events.add(kind, message);
    }

    /** Whether a flush has something to write. */
    private boolean isDirty() {
        return flushFailed
                || reader.calls() != flushedCalls
                || flush.isDirty()
                || sink.drops().any();
    }

    /**
     * Reads, and writes what changed since the last flush.
     *
     * @return whether all is in the file that was recorded before this call
     */
    boolean flush() {
        long now = System.nanoTime();
        boolean all = readAllBefore(now);
        readUntil = now;
        reader.readCounters();
        rollups.tick(now);
        if (isDirty()) {
            reader.flushWindows();
            flush(now);
        }
        showLife(now);
        return all && !flushFailed;
    }

    /** How long it is until a sign of life is due, should there be nothing else to write. */
    long nanosUntilSign(long nowNanos) {
        return lastSign + SIGN_OF_LIFE_NANOS - nowNanos;
    }

    /** Writes a sign of life, if it is time for one. An idle application's file is written to for nothing else. */
    void showLife(long nowNanos) {
        if (nanosUntilSign(nowNanos) <= 0) {
            write(sign, nowNanos, false);
        }
    }

    /** Reads what was recorded before {@code now}, flushing in between what would be too much for one flush. */
    private boolean readAllBefore(long now) {
        // The queue keeps the order: when as much was read as it can hold, then all that was in it at the beginning.
        long rounds = sink.maxQueuedCalls() / rows.mostKept() + 1;
        boolean all = reader.readAll();
        while (!all && rows.isFull() && rounds-- > 0) {
            flush(now);
            all = reader.readAll();
        }
        return all;
    }

    /**
     * Reads and writes everything that is left, and ends the run. The time for that is limited, so where much is left it is
     * three transactions, what matters most first; each leaves the file true. Should there be no time for the next, the ledger
     * has as dropped what is not in the file. Where little is left it is one: each has to wait for the disk.
     */
    void finish() {
        followClock();
        throttle.tellRest();
        long now = System.nanoTime();
        keeper.lastTry(now);
        if (sink.queued() > FEW_CHUNKS) {
            write(account, now, true);
        }
        // A chunk may be handed over while the buffers are read: a few rounds see all that was made before now.
        for (int round = 0; round < 3; round++) {
            readAllBefore(now);
        }
        readUntil = now;
        reader.readCounters();
        takeStock(now);
        if (reader.calls() - flushedCalls > FEW_CALLS) {
            write(figures, now, true);
        }
        reader.releaseWindows();
        flushFailed = !write(flush, now, true);
        if (flushFailed) {
            saveTheRest(now);
        }
    }

    /** What failed may have been the rows, or the figures. */
    private void saveTheRest(long now) {
        if (!write(figures, now, true)) {
            keeper.lastTry(now);
            write(account, now, true);
        }
    }

    /** Whether the last flush is in the file. */
    boolean isWritten() {
        return !flushFailed;
    }

    /** Closes the file, whatever was written to it. */
    void close() {
        keeper.close();
    }

    private void flush(long now) {
        takeStock(now);
        flushedCalls = reader.calls();
        flushFailed = true;
        flushFailed = !write(flush, now, false);
    }

    /** Closes the buckets whose time is over, and counts what the application's threads dropped. */
    private void takeStock(long now) {
        rollups.tick(now);
        // Before the drops: each of these is then among them.
        long onThread = sink.droppedOnThread() - droppedOnThread;
        long drained = sink.drops().drain((operation, calls, errors) -> {
            rollups.addDropped(operation, calls, errors);
            weights.add(operation, calls);
        });
        onThread = Math.min(onThread, drained);
        droppedOnThread += onThread;
        ledger.droppedOnThread(onThread);
        ledger.dropped(drained - onThread);
        losses.dropped(drained - onThread, onThread);
    }

    /**
     * How long it took to write the figures last, and to make them durable. What rows take depends on their number, not on how
     * often they are written.
     */
    long writingNanos() {
        return statistics.writingNanos() + keeper.committingNanos();
    }

    private boolean write(Flush what, long now, boolean last) {
        lastSign = now;
        if (keeper.beginsAnew(now, clock.epochMicros(now))) {
            beginAnew();
        }
        boolean written = false;
        try {
            what.prepare(now, last);
            written = keeper.write(now, clock.epochMicros(now), store -> write(what, store, last), sink::hasRoom);
        } finally {
            if (written) {
                what.written(last);
            } else {
                what.notWritten(last);
            }
        }
        return written;
    }

    private void beginAnew() {
        flush.beginAnew();
        flushFailed = true;
        events.add(
                "began anew",
                "the file that held this run is gone: this file lacks the calls stored before, and all"
                        + " figures older than the current minute except those of the whole run");
    }

    private void write(Flush what, Store store, boolean last) throws SQLException {
        what.write(store, last);
        if (what == flush) {
            store.flushed(clock.epochMicros(readUntil));
        }
        if (last) {
            store.end(clock.epochMicros(System.nanoTime()));
            if (what == flush) {
                store.release();
            }
        }
    }
}

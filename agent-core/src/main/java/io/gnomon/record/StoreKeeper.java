package io.gnomon.record;

import io.gnomon.log.AgentLog;
import io.gnomon.store.file.FileLoss;
import io.gnomon.store.file.SqliteFailure;
import io.gnomon.store.write.Store;
import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Holds the open store, and opens it again after a failure: at first at once, then every ten seconds until a transaction
 * succeeds. Says once that nothing is stored, and once that it is again. For the writer thread; until the first opening has
 * ended, for the thread that does that.
 */
final class StoreKeeper {

    /** One transaction's work. */
    @FunctionalInterface
    interface Work {
        void write(Store store) throws SQLException;
    }

    /** Whether there is still room for what is recorded while the writer waits for somebody else's lock to end. */
    @FunctionalInterface
    interface Patience {
        boolean lasts();
    }

    private static final long RETRY_NANOS = 10_000_000_000L;

    /** A reader, or somebody else who writes, may keep the file locked so long before a transaction is given up. */
    private static final long LOCK_PATIENCE_NANOS = 60_000_000_000L;

    private static final long PAUSE_NANOS = 10_000_000L;

    private final StoreOpener opener;
    private final AgentLog log;
    private @Nullable Store open;
    private @Nullable Store failed;

    /** A store that could not even be closed, and may still hold SQLite's lock: it is tried again. */
    private @Nullable Store unclosed;

    /** The store that was in use when {@link #beginsAnew} last looked. */
    private @Nullable Store known;

    /** The file lost its name while it was in use, which has not been said yet. */
    private @Nullable String loss;

    /** The last transaction failed. */
    private boolean flushFailed;

    /** That nothing is stored was said, and no transaction has succeeded since. */
    private boolean unavailable;

    private long lastTryNanos;
    private long committingNanos;

    StoreKeeper(StoreOpener opener, AgentLog log) {
        this.opener = opener;
        this.log = log;
    }

    /** The store, opened if it is time to try; null while there is none. */
    @Nullable
    Store store(long nowNanos) {
        if (open == null && (!unavailable || nowNanos - lastTryNanos >= RETRY_NANOS)) {
            lastTryNanos = nowNanos;
            tryToOpen();
        }
        return open;
    }

    /**
     * Looks after the file before it is written to. One that has been deleted, moved or replaced while it was open would take
     * all that is written, for nobody to see: it is left, and the file that the name leads to now taken.
     *
     * @return whether the run begins anew: the file has nothing of it
     */
    boolean beginsAnew(long nowNanos, long nowMicros) {
        Store used = open;
        FileLoss lost = used == null ? null : lossOf(used);
        if (used != null && lost != null) {
            loss = "the database " + used.path() + " " + lost.words() + " while it was in use";
            leave(used, lost, nowMicros);
        }
        Store now = store(nowNanos);
        boolean anew = now != null && known != null && now != known && now.beganRun();
        known = now == null ? known : now;
        return anew;
    }

    private static @Nullable FileLoss lossOf(Store store) {
        try {
            return store.loss();
        } catch (SQLException unreadable) {
            // The transaction will fail, too, or wait: then it is the one to tell.
            store.failed(unreadable);
            return null;
        }
    }

    private void leave(Store store, FileLoss lost, long nowMicros) {
        open = null;
        failed = store;
        unclosed = store;
        try {
            if (lost.whole()) {
                store.leave(nowMicros);
            }
        } catch (SQLException | RuntimeException lostForGood) {
            // It is not there any more for anybody to read.
        }
        try {
            closeAgain();
        } catch (SQLException alreadyLost) {
            unclosed = null;
        }
    }

    /** An Error, too, may pass: memory may come back, and so may a library that could not be loaded. */
    private void tryToOpen() {
        try {
            closeAgain();
            Store before = failed;
            Store opened = before == null ? opener.open() : opener.reopen(before);
            open = opened;
            tellOfOpening(opened, before != null);
        } catch (IOException explained) {
            unavailable(String.valueOf(explained.getMessage()));
        } catch (Throwable failure) {
            unavailable(failure.toString());
        }
    }

    private void tellOfOpening(Store opened, boolean again) {
        String note = opened.note().orElse(null);
        if (loss != null) {
            log.warn(loss + (note == null ? "" : "; " + note) + "; the run continues in " + opened.path(), null);
            loss = null;
        } else if (again && note != null) {
            log.warn(note, null);
        }
    }

    /**
     * Does work in one transaction. Where another connection keeps the file locked it waits, a minute at most.
     *
     * @param patience how long waiting is no harm
     * @return whether it is durable now
     */
    boolean write(long nowNanos, long nowMicros, Work work, Patience patience) {
        Store store = store(nowNanos);
        if (store == null) {
            return false;
        }
        try {
            whenFree(() -> store.begin(nowMicros), patience);
            work.write(store);
            long began = System.nanoTime();
            whenFree(() -> store.commit(nowMicros), patience);
            committingNanos = System.nanoTime() - began;
        } catch (Throwable failure) {
            // Whatever it was: until its connection is closed the transaction keeps all others from writing.
            giveUp(store, failure);
            return false;
        }
        flushFailed = false;
        if (unavailable) {
            unavailable = false;
            log.warn("recording again to " + store.path());
        }
        return true;
    }

    /** How long it took to make the last transaction durable. */
    long committingNanos() {
        return committingNanos;
    }

    /** What begins or ends a transaction. */
    @FunctionalInterface
    private interface Step {
        void take() throws SQLException;
    }

    /** A step that fails because of somebody else's lock has changed nothing, and can be taken again. */
    private static void whenFree(Step step, Patience patience) throws SQLException {
        long until = System.nanoTime() + LOCK_PATIENCE_NANOS;
        while (true) {
            try {
                step.take();
                return;
            } catch (SQLException failure) {
                if (!SqliteFailure.isBusy(failure) || System.nanoTime() - until >= 0 || !patience.lasts()) {
                    throw failure;
                }
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    /** Closes the store; the run is over, or the writer is. */
    void close() {
        Store store = open;
        open = null;
        try {
            closeAgain();
            if (store != null) {
                unclosed = store;
                closeAgain();
            }
        } catch (SQLException failure) {
            log.warn("the database was not closed properly", failure);
        }
    }

    /** Closes what could not be closed yet. */
    private void closeAgain() throws SQLException {
        Store store = unclosed;
        if (store != null) {
            store.close();
            unclosed = null;
        }
    }

    private void giveUp(Store store, Throwable failure) {
        open = null;
        failed = store;
        unclosed = store;
        store.failed(failure);
        try {
            closeAgain();
        } catch (SQLException alreadyBroken) {
            // It is given up because it fails; the first failure is the one to tell.
            unclosed = null;
        } catch (Throwable again) {
            // Before the next opening, then.
        }
        if (flushFailed) {
            unavailable(words(failure));
        } else if (!unavailable) {
            // The next flush tries at once.
            log.warn("a flush to " + store.path() + " failed, its calls are counted but not stored", failure);
        }
        flushFailed = true;
    }

    private static String words(Throwable failure) {
        if (failure instanceof SQLException reported && SqliteFailure.isBusy(reported)) {
            return "another process keeps the file locked";
        }
        return failure instanceof Exception ? String.valueOf(failure.getMessage()) : failure.toString();
    }

    /** That it was said is noted when it was: to say it may fail for lack of memory, too. */
    private void unavailable(String reason) {
        if (!unavailable) {
            log.warn(
                    "nothing is stored for now, calls are still counted: " + (loss == null ? "" : loss + "; ") + reason,
                    null);
            unavailable = true;
            loss = null;
        }
    }

    /** Has the next transaction try to open the file, however short a time ago that was tried: it is the last one. */
    void lastTry(long nowNanos) {
        lastTryNanos = nowNanos - RETRY_NANOS;
    }
}

package io.gnomon.record;

import io.gnomon.log.AgentLog;
import io.gnomon.store.write.Contribution;
import io.gnomon.store.write.Store;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a flush writes: a list of contributions, in one transaction. The samples' own share its fate. Each other one has a
 * savepoint: if it fails, it alone is left out. After {@value #MAX_FAILURES} failures in a row it is tried every ten minutes
 * only, but for as long as the run lasts: without retention, say, the file would grow for ever. For the writer thread.
 *
 * <p>In plain loops: a flush runs in each program, and a stream there costs the shortest ones more than all that it does.
 */
final class Flush {

    private static final int MAX_FAILURES = 3;

    /** Many causes pass, such as a lack of memory. Meanwhile it costs each flush nothing. */
    private static final long REST_NANOS = 600_000_000_000L;

    /** One of the others, and how it fares. */
    private static final class Guarded {
        final Contribution contribution;
        int failures;
        boolean failed;

        /** It rests, since then. */
        boolean rests;

        long restsSinceNanos;

        Guarded(Contribution contribution) {
            this.contribution = contribution;
        }

        boolean isOn() {
            return !rests;
        }

        void wake(long nowNanos) {
            if (rests && nowNanos - restsSinceNanos >= REST_NANOS) {
                rests = false;
            }
        }

        void failedAt(long nowNanos) {
            failed = true;
            failures++;
            rests = failures >= MAX_FAILURES;
            restsSinceNanos = nowNanos;
        }
    }

    private final List<Contribution> samples;
    private final List<Guarded> others = new ArrayList<>();
    private final AgentLog log;
    private long nowNanos;

    /**
     * @param samples what is known of the calls; if one of these fails, the flush has failed
     * @param others what must not cost the samples
     */
    Flush(List<Contribution> samples, List<Contribution> others, AgentLog log) {
        this.samples = List.copyOf(samples);
        for (Contribution contribution : others) {
            this.others.add(new Guarded(contribution));
        }
        this.log = log;
    }

    boolean isDirty() {
        for (Contribution contribution : samples) {
            if (contribution.isDirty()) {
                return true;
            }
        }
        for (Guarded each : others) {
            if (each.isOn() && each.contribution.isDirty()) {
                return true;
            }
        }
        return false;
    }

    /** The file is a new one, see {@link Contribution#beginAnew}. */
    void beginAnew() {
        samples.forEach(Contribution::beginAnew);
        others.forEach(each -> each.contribution.beginAnew());
    }

    void prepare(long nowNanos, boolean last) {
        this.nowNanos = nowNanos;
        for (Contribution contribution : samples) {
            contribution.prepare(nowNanos, last);
        }
        for (Guarded each : others) {
            each.wake(nowNanos);
            if (each.isOn()) {
                prepare(each, last);
            }
        }
    }

    private void prepare(Guarded each, boolean last) {
        each.failed = false;
        try {
            each.contribution.prepare(nowNanos, last);
        } catch (RuntimeException | LinkageError failure) {
            each.failedAt(nowNanos);
            tell(each, failure);
        }
    }

    void write(Store store, boolean last) throws SQLException {
        for (Contribution contribution : samples) {
            contribution.write(store, last);
        }
        for (Guarded each : others) {
            if (each.isOn() && !each.failed) {
                write(each, store, last);
            }
        }
    }

    private void write(Guarded each, Store store, boolean last) throws SQLException {
        store.savepoint();
        try {
            each.contribution.write(store, last);
            recovered(each);
        } catch (Throwable failure) {
            // An Error, too: a class that cannot be loaded must not cost the samples. If not even that goes, then the
            // file is at fault and not this contribution: the flush fails.
            store.rollBackToSavepoint();
            each.failedAt(nowNanos);
            tell(each, failure);
        }
        store.releaseSavepoint();
    }

    private void tell(Guarded each, Throwable failure) {
        if (each.failures == 1) {
            log.warn(each.contribution.name() + " failed; calls are still recorded", failure);
        } else if (each.failures == MAX_FAILURES) {
            log.warn(each.contribution.name() + " failed " + MAX_FAILURES
                    + " times in a row and is tried again every ten minutes; calls are still recorded");
        }
    }

    private void recovered(Guarded each) {
        if (each.failures >= MAX_FAILURES) {
            log.warn(each.contribution.name() + " works again");
        }
        each.failures = 0;
    }

    void written(boolean last) {
        for (Contribution contribution : samples) {
            contribution.written();
        }
        for (Guarded each : others) {
            if (each.failed) {
                each.contribution.notWritten(last);
            } else if (each.isOn()) {
                each.contribution.written();
            }
        }
    }

    void notWritten(boolean last) {
        samples.forEach(each -> each.notWritten(last));
        others.stream().filter(Guarded::isOn).forEach(each -> each.contribution.notWritten(last));
    }
}

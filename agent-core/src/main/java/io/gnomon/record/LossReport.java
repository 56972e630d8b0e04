package io.gnomon.record;

import io.gnomon.log.AgentLog;
import io.gnomon.model.Count;
import io.gnomon.record.detail.DetailCapture;
import io.gnomon.record.rows.RowChooser;
import io.gnomon.store.write.Contribution;
import io.gnomon.store.write.Store;
import java.sql.SQLException;
import java.util.function.BiConsumer;

/**
 * Tells what is lost, in the log and as an event: once when it begins, and how much it was at the end. For the writer thread.
 */
final class LossReport implements Contribution {

    private static final String DROPPED = "dropped";
    private static final String FAILED = "recorder failed";

    private final DetailCapture details;
    private final RowChooser rows;
    private final AgentLog log;
    private final BiConsumer<String, String> events;

    /** The recorder counts for the JVM: what it counted before this recording is no loss of this one's. */
    private final long failuresBefore = GnomonRecorder.failures();

    private final long outOfStackBefore = GnomonRecorder.outOfStack();

    private long dropped;
    private long droppedOnThread;
    private boolean toldAll;
    private long failures;

    /** @param events takes a kind and a message */
    LossReport(DetailCapture details, RowChooser rows, AgentLog log, BiConsumer<String, String> events) {
        this.details = details;
        this.rows = rows;
        this.log = log;
        this.events = events;
    }

    /**
     * Takes note of calls whose samples found no room.
     *
     * @param calls those for which the queue had none
     * @param onThread those whose thread had none, most often for lack of stack: the application's own affair
     */
    void dropped(long calls, long onThread) {
        if (dropped == 0 && calls > 0) {
            tell(
                    DROPPED,
                    "calls come faster than they can be read, and queue-memory is full: some are counted, with their errors,"
                            + " but not timed");
        }
        dropped += calls;
        droppedOnThread += onThread;
    }

    @Override
    public String name() {
        return "writing losses";
    }

    /** What is lost is lost with calls. */
    @Override
    public boolean isDirty() {
        return false;
    }

    @Override
    public void prepare(long nowNanos, boolean last) {
        lookForFailures();
        if (last && !toldAll) {
            toldAll = true;
            tellAll();
        }
    }

    @Override
    public void write(Store store, boolean last) throws SQLException {
        store.ledger("details rationed", details.limited());
        store.ledger("details forgotten", rows.detailsForgotten());
        store.ledger("recorder failures", failures);
        store.ledger("recorder out of stack", outOfStack());
    }

    /** Looks whether the recorder has failed on an application's thread. */
    private void lookForFailures() {
        long now = GnomonRecorder.failures() - failuresBefore;
        if (failures == 0 && now > 0) {
            tell(
                    FAILED,
                    "recording failed on an application thread with " + GnomonRecorder.latestFailure()
                            + ": calls or their details may be missing; the application is not affected");
        }
        failures = now;
    }

    /** The run ends: says how much it was. */
    private void tellAll() {
        if (dropped > 0) {
            tell(
                    DROPPED,
                    Count.of(dropped, "call was", "calls were") + " counted but not timed: queue-memory was full");
        }
        if (failures > 0) {
            tell(FAILED, "recording failed " + Count.of(failures, "time", "times") + " on application threads");
        }
        if (droppedOnThread > 0) {
            String sentence = Count.of(droppedOnThread, "call was", "calls were")
                    + " counted but not timed: the stacks of their threads were nearly full";
            log.info(sentence);
            events.accept(DROPPED, sentence);
        }
        if (outOfStack() > 0) {
            log.info(Count.of(outOfStack(), "time", "times")
                    + " a thread's stack had no room to capture the details of a call");
        }
        if (details.limited() > 0) {
            log.info("of " + Count.of(details.limited(), "slow or failed call", "slow or failed calls")
                    + " the stack or all details were left out: they are rationed");
        }
        if (rows.detailsForgotten() > 0) {
            log.info("the details of " + Count.of(rows.detailsForgotten(), "call", "calls")
                    + " were discarded, because the calls themselves were dropped");
        }
    }

    private long outOfStack() {
        return GnomonRecorder.outOfStack() - outOfStackBefore;
    }

    private void tell(String kind, String sentence) {
        log.warn(sentence);
        events.accept(kind, sentence);
    }
}

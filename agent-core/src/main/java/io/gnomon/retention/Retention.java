package io.gnomon.retention;

import io.gnomon.log.AgentLog;
import io.gnomon.store.write.Contribution;
import io.gnomon.store.write.Store;
import java.sql.SQLException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** What retention adds to a flush: a few milliseconds of work, as long as there is something to do. For the writer thread. */
public final class Retention implements Contribution {

    /** So long a flush may take longer because of this; more where the file would outgrow its limit otherwise. */
    private static final long STEP_NANOS = 20_000_000L;

    private static final long SHORT_STEP_NANOS = 200_000_000L;

    /** When there was nothing to do, there will not be for so long. */
    private static final long REST_MICROS = 10_000_000L;

    private final RetentionSettings settings;
    private final LongSupplier nowMicros;
    private final AgentLog log;
    private @Nullable Store store;
    private @Nullable RetentionSteps steps;
    private long nextMicros = Long.MIN_VALUE;
    private boolean tooLarge;

    /**
     * @param nowMicros the time, epoch microseconds, by a clock that is not set while it runs: one that was set a year ahead
     *     by mistake would have everything taken out
     */
    public Retention(RetentionSettings settings, LongSupplier nowMicros, AgentLog log) {
        this.settings = settings;
        this.nowMicros = nowMicros;
        this.log = log;
    }

    @Override
    public String name() {
        return "taking out what is too old";
    }

    @Override
    public boolean isDirty() {
        return nowMicros.getAsLong() >= nextMicros;
    }

    @Override
    public void beginAnew() {
        store = null;
    }

    /** Nothing at the end of the run: that is in a hurry, and the next run goes on. */
    @Override
    public void write(Store into, boolean last) throws SQLException {
        if (last || !isDirty()) {
            return;
        }
        RetentionSteps current = steps;
        if (current == null || store != into) {
            current = new RetentionSteps(into, settings);
            steps = current;
            store = into;
        }
        long began = System.nanoTime();
        long now = nowMicros.getAsLong();
        long budget = current.begin(now) ? SHORT_STEP_NANOS : STEP_NANOS;
        boolean more = true;
        while (more && System.nanoTime() - began < budget) {
            more = current.take();
        }
        tell(current);
        nextMicros = more ? now : now + REST_MICROS;
    }

    private void tell(RetentionSteps current) {
        if (current.isTooLarge() && !tooLarge) {
            tooLarge = true;
            log.warn(
                    "the database cannot be kept within " + (current.limit() >> 20)
                            + " MiB (max-size, or less where the disk is nearly full): what is left is younger than five minutes");
        }
    }

    @Override
    public void notWritten(boolean last) {
        // What was done of a period's sum is undone.
        steps = null;
    }
}

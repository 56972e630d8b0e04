package io.gnomon.record;

import io.gnomon.log.AgentLog;
import io.gnomon.model.Figures;
import io.gnomon.model.RunClock;
import io.gnomon.record.rollup.LetGo;
import io.gnomon.record.rollup.LiveRollups;
import io.gnomon.store.write.Contribution;
import io.gnomon.store.write.Store;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Exact figures of all operations. They live in memory until their time is over, so that a flush that fails costs them
 * nothing but the delay; and where the file fails for so long that too much waits, what had to be let go is said.
 */
final class RollupsContribution implements Contribution {

    private final LiveRollups rollups;
    private final RunClock clock;
    private final AgentLog log;
    private long writingNanos;

    RollupsContribution(LiveRollups rollups, RunClock clock, AgentLog log) {
        this.rollups = rollups;
        this.clock = clock;
        this.log = log;
    }

    @Override
    public String name() {
        return "writing statistics";
    }

    @Override
    public boolean isDirty() {
        return rollups.anyRetired();
    }

    @Override
    public void beginAnew() {
        rollups.beginAnew();
    }

    /** Follows the rows, between which samples are read: what the file says of a bucket is then all that was read of it. */
    @Override
    public void write(Store store, boolean last) throws SQLException {
        long began = System.nanoTime();
        rollups.close(last);
        rollups.write(new Output(store));
        writingNanos = System.nanoTime() - began;
        if (!rollups.letGo().isNothing()) {
            store.event(clock.epochMicros(System.nanoTime()), "lost", text(rollups.letGo()));
        }
    }

    /** How long it took to write the figures last. */
    long writingNanos() {
        return writingNanos;
    }

    @Override
    public void written() {
        LetGo letGo = rollups.letGo();
        rollups.written();
        if (!letGo.isNothing()) {
            log.warn(text(letGo), null);
        }
    }

    @Override
    public void notWritten(boolean last) {
        boolean nothingYet = rollups.letGo().isNothing();
        rollups.close(last);
        rollups.notWritten();
        if (nothingYet && !rollups.letGo().isNothing()) {
            log.warn(
                    "the file has failed for so long that the oldest figures of ten seconds or a minute are"
                            + " discarded; those of the whole run are kept",
                    null);
        }
    }

    private static String text(LetGo letGo) {
        return letGo.buckets() + " figures of ten seconds and " + letGo.minutes() + " of a minute, between "
                + instant(letGo.fromMicros()) + " and " + instant(letGo.untilMicros())
                + ", were discarded because the file failed; those of the whole run are complete";
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    private record Output(Store store) implements LiveRollups.Output {
        @Override
        public void rollup(int operation, int seconds, long bucketMicros, Figures figures) throws SQLException {
            store.rollup(operation, seconds, bucketMicros, figures);
        }

        @Override
        public void edge(
                long bucketMicros, int parent, int operation, long count, long sumNanos, long countError, long sumError)
                throws SQLException {
            store.edge(bucketMicros, parent, operation, count, sumNanos, countError, sumError);
        }
    }
}

package io.gnomon.record;

import io.gnomon.model.Figures;
import io.gnomon.record.rollup.LiveRollups;
import io.gnomon.store.write.Contribution;
import io.gnomon.store.write.Store;
import java.sql.SQLException;

/**
 * Exact figures of all operations. They live in memory until their time is over, so that a flush that fails costs them
 * nothing but the delay.
 */
final class RollupsContribution implements Contribution {

    private final LiveRollups rollups;

    RollupsContribution(LiveRollups rollups) {
        this.rollups = rollups;
    }

    @Override
    public String name() {
        return "statistics";
    }

    @Override
    public boolean isDirty() {
        return rollups.anyRetired();
    }

    /** Follows the rows, between which samples are read: what the file says of a bucket is then all that was read of it. */
    @Override
    public void write(Store store, boolean last) throws SQLException {
        rollups.close(last);
        rollups.write(new Output(store));
    }

    @Override
    public void written() {
        rollups.written();
    }

    @Override
    public void notWritten(boolean last) {
        rollups.close(last);
    }

    private record Output(Store store) implements LiveRollups.Output {
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

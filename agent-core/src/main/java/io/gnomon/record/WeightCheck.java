package io.gnomon.record;

import io.gnomon.model.SampleRows;
import io.gnomon.record.rollup.LiveRollups;
import java.util.Arrays;

/**
 * Compares, operation by operation, the weights of the rows that were written with the calls that the statistics count. The
 * two come from different parts of the agent, so that neither can hide a mistake of the other. For the writer thread.
 */
final class WeightCheck {

    /** By operation, the calls that rows stand for, and those of which it is known that none does. */
    private long[] accountedFor = new long[64];

    /** Adds the weights of rows that are being written. */
    void rows(SampleRows rows) {
        for (int row = 0; row < rows.size(); row++) {
            add(rows.operation(row), rows.weight(row));
        }
    }

    /**
     * Takes back what ordinary rows stood for besides themselves: the file did not take them. Themselves they count as
     * dropped, slow and failed ones with all that they stood for.
     */
    void notStored(SampleRows rows) {
        for (int row = 0; row < rows.size(); row++) {
            if (rows.isPlain(row)) {
                add(rows.operation(row), 1 - rows.weight(row));
            }
        }
    }

    /** Adds calls to what rows stand for, or that count as dropped. */
    void add(int operation, long calls) {
        if (operation >= accountedFor.length) {
            accountedFor = Arrays.copyOf(accountedFor, Math.max(operation + 1, accountedFor.length * 2));
        }
        accountedFor[operation] += calls;
    }

    /** By how much weights and calls differ, over all operations; 0 if the weights are right. For the end of the run. */
    long difference(LiveRollups rollups) {
        long[] sum = new long[1];
        rollups.forEach(operation -> {
            int id = operation.operation();
            long weights = id < accountedFor.length ? accountedFor[id] : 0;
            sum[0] += Math.abs(operation.calls() - weights);
        });
        return sum[0];
    }
}

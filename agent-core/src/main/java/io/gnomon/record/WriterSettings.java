package io.gnomon.record;

import io.gnomon.text.Redaction;
import java.time.Duration;

/**
 * How the pipeline is to run.
 *
 * @param rowsPerSecond ordinary calls stored in the long run
 * @param rowBurst ordinary calls stored at once after a quiet time
 * @param mostRows for which there is memory until the next flush, see {@link #mostRows(long)}
 * @param flushInterval from one transaction to the next
 * @param queueBytes for samples on their way to the writer
 * @param overheadBudget the share of the process's CPU time that timing may take; infinite for no limit
 * @param redaction hides secrets in messages and names before they are stored
 */
public record WriterSettings(
        long rowsPerSecond,
        long rowBurst,
        int mostRows,
        Duration flushInterval,
        long queueBytes,
        double overheadBudget,
        Redaction redaction) {

    /** What a row takes while it waits: as a candidate, in a table that doubles, and then as a row. */
    private static final int BYTES_A_ROW = 150;

    private static final int FEWEST_ROWS = 1_000;
    private static final int SHARE_OF_HEAP = 16;

    /** For how many rows there is memory in a heap of that size, in bytes. */
    public static int mostRows(long heap) {
        return (int) Math.max(FEWEST_ROWS, Math.min(Integer.MAX_VALUE, heap / SHARE_OF_HEAP / BYTES_A_ROW));
    }
}

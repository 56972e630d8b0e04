package io.gnomon.record;

import java.time.Duration;

/**
 * How the pipeline is to run.
 *
 * @param rowsPerSecond ordinary calls stored in the long run
 * @param rowBurst ordinary calls stored at once after a quiet time
 * @param flushInterval from one transaction to the next
 * @param queueBytes for samples on their way to the writer
 * @param overheadBudget the share of the process's CPU time that timing may take; infinite for no limit
 */
public record WriterSettings(
        long rowsPerSecond, long rowBurst, Duration flushInterval, long queueBytes, double overheadBudget) {}

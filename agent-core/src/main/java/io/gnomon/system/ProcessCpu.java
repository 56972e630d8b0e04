package io.gnomon.system;

import java.time.Duration;

/** CPU time that this process has used. */
public final class ProcessCpu {

    private ProcessCpu() {}

    /** In nanoseconds, of all threads; 0 where the system does not tell. Takes some tens of microseconds. */
    public static long nanos() {
        // Not by a management bean: the first of those costs the application a tenth of a second.
        return ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .map(Duration::toNanos)
                .orElse(0L);
    }
}

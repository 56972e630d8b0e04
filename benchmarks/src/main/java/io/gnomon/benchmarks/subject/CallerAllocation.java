package io.gnomon.benchmarks.subject;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What the calling thread allocates during an iteration. JMH's own profiler counts every thread, the agent's included, and
 * so cannot tell whether the call itself allocates.
 */
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.EVENTS)
public class CallerAllocation {

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private long before;

    /** Bytes; JMH reads it as a counter of that name. */
    public long callerBytes;

    /** Begins an iteration. */
    @Setup(Level.Iteration)
    public void begin() {
        before = threads.getCurrentThreadAllocatedBytes();
    }

    /** Ends an iteration. */
    @TearDown(Level.Iteration)
    public void end() {
        callerBytes = threads.getCurrentThreadAllocatedBytes() - before;
    }
}

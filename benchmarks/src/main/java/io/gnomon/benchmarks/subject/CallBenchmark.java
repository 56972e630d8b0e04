package io.gnomon.benchmarks.subject;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * What one call costs. The same class with and without the agent: whether {@link Callee} is woven is decided by the JVM's
 * arguments. The methods here are never woven; a loop around a woven method must stay what it is.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CallBenchmark {

    private final Callee callee = new Callee();

    /** One call of an empty method. */
    @Benchmark
    public void call(CallerAllocation allocation) {
        callee.empty();
    }

    /** Two calls, one inside the other. */
    @Benchmark
    public void nested(CallerAllocation allocation) {
        callee.outer();
    }

    /** The least that exact timing can cost: the two clock reads. */
    @Benchmark
    public long floor(CallerAllocation allocation) {
        long start = System.nanoTime();
        return System.nanoTime() - start;
    }
}

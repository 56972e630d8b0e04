package io.gnomon.benchmarks.subject;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * What one call costs. The same class with and without an agent: whether {@link Callee} is changed is decided by the JVM's
 * arguments. The methods here never are; a loop around a monitored method must stay what it is.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CallBenchmark {

    private final Callee callee = new Callee();

    /** Not final: a constant would let the compiler work the recursion out. */
    private int levels = 10;

    /** One call of an empty method. */
    @Benchmark
    public void call(CallerAllocation allocation) {
        callee.empty();
    }

    /** Ten calls, each inside the one before. */
    @Benchmark
    public int recursion(CallerAllocation allocation) {
        return callee.recurse(levels);
    }

    /** The least that exact timing can cost: the two clock reads. */
    @Benchmark
    public long floor(CallerAllocation allocation) {
        long start = System.nanoTime();
        return System.nanoTime() - start;
    }
}

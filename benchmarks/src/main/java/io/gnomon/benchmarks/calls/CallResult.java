package io.gnomon.benchmarks.calls;

import io.gnomon.benchmarks.jvm.Account;
import java.util.OptionalInt;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;

/**
 * What one JVM has shown.
 *
 * @param nanos what one call took on its thread
 * @param callerBytes what the calling threads have allocated, for each call
 * @param jvmBytes what all threads have allocated, the agent's included, for each call
 * @param calls how many calls were made, those of the warm-up included
 * @param bytecodes the size of the method called, in bytes of bytecode, if it can be known
 * @param account what Gnomon says of these calls; {@link Account#NONE} of others
 */
record CallResult(
        double nanos, double callerBytes, double jvmBytes, long calls, OptionalInt bytecodes, Account account) {

    /** Of a benchmark that makes {@code callsInOne} calls at a time. */
    static CallResult of(BenchmarkResult result, int callsInOne, OptionalInt bytecodes, Account account) {
        long measured = result.getMetadata().getMeasurementOps();
        return new CallResult(
                result.getPrimaryResult().getScore() / callsInOne,
                callerBytes(result) / measured / callsInOne,
                secondary(result, "gc.alloc.rate.norm").getScore() / callsInOne,
                (measured + result.getMetadata().getWarmupOps()) * callsInOne,
                bytecodes,
                account);
    }

    private static double callerBytes(BenchmarkResult result) {
        double bytes = 0;
        for (IterationResult iteration : result.getIterationResults()) {
            Result<?> counter = iteration.getSecondaryResults().get("callerBytes");
            bytes += counter == null ? Double.NaN : counter.getScore();
        }
        return bytes;
    }

    private static Result<?> secondary(BenchmarkResult result, String name) {
        Result<?> found = result.getSecondaryResults().get(name);
        if (found == null) {
            throw new IllegalStateException("JMH measured no " + name + ", but "
                    + result.getSecondaryResults().keySet());
        }
        return found;
    }
}

package io.gnomon.benchmarks.calls;

import io.gnomon.benchmarks.jvm.Account;
import io.gnomon.benchmarks.jvm.Jdk;
import io.gnomon.benchmarks.jvm.MonitoredCall;
import io.gnomon.benchmarks.measure.Conditions;
import io.gnomon.benchmarks.subject.CallBenchmark;
import java.io.IOException;
import java.nio.file.Path;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * One JVM in which JMH makes calls under one contender.
 *
 * @param threads how many threads make them
 * @param name what its files are called; used once
 */
record CallFork(Conditions conditions, Jdk jdk, Contender contender, MonitoredCall call, int threads, String name) {

    private static final int WARM_UP_SECONDS = 4;
    private static final int MEASURED_SECONDS = 3;

    /** Runs it. */
    CallResult run() throws IOException, InterruptedException, RunnerException {
        Path output = conditions.folder().resolve(name + (contender.gnomon() ? ".db" : ".jfr"));
        Path compilations = conditions.folder().resolve(name + ".jit.txt");
        TimeValue iteration = TimeValue.milliseconds(conditions.quick() ? 300 : 1_000);
        String benchmark = contender == Contender.FLOOR ? "floor" : call.benchmark();
        int callsInOne = contender == Contender.FLOOR ? 1 : call.callsInOne();
        OptionsBuilder options = new OptionsBuilder();
        options.include("^" + CallBenchmark.class.getName() + "\\." + benchmark + "$")
                .jvm(jdk.java().toString())
                .jvmArgs("-Xms1g", "-Xmx1g", "-XX:+UseG1GC", CompilationLog.jvmOption(compilations))
                .jvmArgsAppend(contender.jvmOptions(call, output).toArray(String[]::new))
                .forks(1)
                .threads(threads)
                .warmupIterations(conditions.quick() ? 2 : WARM_UP_SECONDS)
                .warmupTime(iteration)
                .measurementIterations(conditions.quick() ? 1 : MEASURED_SECONDS)
                .measurementTime(iteration)
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true)
                .output(conditions.folder().resolve(name + ".jmh.txt").toString());
        BenchmarkResult result = new Runner(options.build())
                .runSingle()
                .getBenchmarkResults()
                .iterator()
                .next();
        return CallResult.of(
                result,
                callsInOne,
                CompilationLog.read(compilations).bytecodes(MonitoredCall.CLASS, call.method()),
                contender.gnomon() ? Account.read(jdk, output) : Account.NONE);
    }
}

package io.gnomon.benchmarks;

import io.gnomon.benchmarks.subject.CallBenchmark;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Measures what one monitored call costs, by JMH, each time in a JVM of its own that carries the shipped agent.
 *
 * <p>JMH would measure all forks of one benchmark before the next. Here they take turns, and every ratio is one of
 * neighbours in time: the clock of a machine changes over minutes.
 */
final class CallCosts implements Measurement {

    private static final Path RULES = Path.of("benchmarks", "rules", "calls.yaml");

    private final Conditions conditions;
    private final boolean quick;
    private final MarkdownTable costs = new MarkdownTable(
            "JDK",
            "call",
            " threads",
            " lowest, ns",
            " median, ns",
            " highest, ns",
            " times the floor",
            " bytes a call, calling threads",
            " bytes a call, whole JVM");
    private final MarkdownTable accounts = new MarkdownTable(
            "JDK", "call", " threads", " calls made", " produced", " stored", " sampled out", " dropped");

    CallCosts(Conditions conditions) {
        this.conditions = conditions;
        this.quick = conditions.quick();
    }

    @Override
    public Findings measure() throws IOException, InterruptedException, RunnerException {
        for (Jdk jdk : conditions.jdks()) {
            for (int threads : new int[] {1, 2}) {
                Map<CallVariant, List<CallResult>> results = run(jdk, threads);
                List<CallResult> floors = results.getOrDefault(CallVariant.FLOOR, List.of());
                results.forEach((variant, rounds) -> {
                    costs.row(costs(jdk, variant, threads, rounds, floors));
                    if (variant.woven()) {
                        accounts.row(account(jdk, variant, threads, rounds));
                    }
                });
            }
        }
        return Findings.of(costs, accounts);
    }

    private Map<CallVariant, List<CallResult>> run(Jdk jdk, int threads)
            throws IOException, InterruptedException, RunnerException {
        Map<CallVariant, List<CallResult>> results = new EnumMap<>(CallVariant.class);
        for (int round = 1; round <= (quick ? 1 : 3); round++) {
            for (CallVariant variant : CallVariant.values()) {
                conditions
                        .progress()
                        .say("calls, JDK " + jdk.feature() + ", threads: " + threads + ", round " + round + ": "
                                + variant.label());
                results.computeIfAbsent(variant, any -> new ArrayList<>()).add(run(jdk, variant, threads, round));
            }
        }
        return results;
    }

    private CallResult run(Jdk jdk, CallVariant variant, int threads, int round)
            throws IOException, InterruptedException, RunnerException {
        String name = "calls-" + jdk.feature() + "-" + variant + "-" + threads + "-" + round;
        Path database = conditions.folder().resolve(name + ".db");
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("^" + CallBenchmark.class.getName() + "\\." + variant.benchmark() + "$")
                .jvm(jdk.java().toString())
                .jvmArgs("-Xms1g", "-Xmx1g", "-XX:+UseG1GC")
                .forks(1)
                .threads(threads)
                .warmupIterations(quick ? 1 : 5)
                .warmupTime(TimeValue.milliseconds(quick ? 200 : 1_000))
                .measurementIterations(quick ? 2 : 5)
                .measurementTime(TimeValue.milliseconds(quick ? 200 : 2_000))
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true)
                .output(conditions.folder().resolve(name + ".jmh.txt").toString());
        if (variant.woven()) {
            options.jvmArgsAppend(new AgentRun(RULES, database).jvmOption());
        }
        BenchmarkResult result = new Runner(options.build())
                .runSingle()
                .getBenchmarkResults()
                .iterator()
                .next();
        Account account = variant.woven() ? Account.read(jdk, database) : Account.NONE;
        return CallResult.of(result, variant.callsInOne(), account);
    }

    private static String[] costs(
            Jdk jdk, CallVariant variant, int threads, List<CallResult> rounds, List<CallResult> floors) {
        List<Double> timesFloor = new ArrayList<>();
        for (int round = 0; round < rounds.size(); round++) {
            timesFloor.add(rounds.get(round).nanos() / floors.get(round).nanos());
        }
        Spread nanos = spread(rounds, CallResult::nanos);
        return new String[] {
            jdk.version(),
            variant.label(),
            Integer.toString(threads),
            nanos.min(1),
            nanos.median(1),
            nanos.max(1),
            Spread.of(timesFloor).median(2),
            spread(rounds, CallResult::callerBytes).median(3),
            spread(rounds, CallResult::jvmBytes).median(3)
        };
    }

    private static String[] account(Jdk jdk, CallVariant variant, int threads, List<CallResult> rounds) {
        Account account = rounds.stream().map(CallResult::account).reduce(Account.NONE, Account::plus);
        return new String[] {
            jdk.version(),
            variant.label(),
            Integer.toString(threads),
            Long.toString(rounds.stream().mapToLong(CallResult::calls).sum()),
            Long.toString(account.produced()),
            Long.toString(account.stored()),
            Long.toString(account.sampledOut()),
            Long.toString(account.dropped())
        };
    }

    private static Spread spread(List<CallResult> rounds, Function<CallResult, Double> figure) {
        return Spread.of(rounds.stream().map(figure).toList());
    }
}

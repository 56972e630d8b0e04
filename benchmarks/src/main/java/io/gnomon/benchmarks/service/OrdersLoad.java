package io.gnomon.benchmarks.service;

import io.gnomon.benchmarks.jvm.Account;
import io.gnomon.benchmarks.jvm.Jdk;
import io.gnomon.benchmarks.measure.Conditions;
import io.gnomon.benchmarks.measure.Measurement;
import io.gnomon.benchmarks.report.Findings;
import io.gnomon.benchmarks.report.MarkdownTable;
import io.gnomon.benchmarks.report.RelativeDifference;
import io.gnomon.benchmarks.report.Spread;
import io.gnomon.benchmarks.report.Target;
import io.gnomon.benchmarks.service.LoadedService.Cost;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * Measures what the agent costs a whole application, the orders service of the examples, at a fixed rate of requests.
 *
 * <p>A pair is two JVMs of the service, one of them with the agent, which answer the same requests at the same time: so whatever
 * else the machine does meets both alike. How code is compiled differs from JVM to JVM, so a pair counts as one measurement
 * however many turns it has. There are as many pairs as it takes to know the difference, up to a limit.
 */
public final class OrdersLoad implements Measurement {

    /** Requests a second to each of the two: together they leave the machine whose figures are in the document room to breathe. */
    private static final int RATE = 400;

    private static final double CPU_LIMIT = 1;
    private static final double P99_LIMIT = 2;

    /** So well, in percentage points, is the difference in CPU time to be known. */
    private static final double ENOUGH = 0.5;

    private final Conditions conditions;
    private final Jdk jdk;
    private final int minPairs;
    private final int maxPairs;
    private final int warmUpRequests;
    private final int turns;
    private final int seconds;
    private final List<List<Cost>> alone = new ArrayList<>();
    private final List<List<Cost>> monitored = new ArrayList<>();

    public OrdersLoad(Conditions conditions) {
        this.conditions = conditions;
        this.jdk = conditions.newestJdk();
        this.minPairs = conditions.quick() ? 3 : 6;
        this.maxPairs = conditions.quick() ? 3 : 12;
        this.warmUpRequests = conditions.quick() ? 100 : 30_000;
        this.turns = conditions.quick() ? 1 : 3;
        this.seconds = conditions.quick() ? 2 : 20;
    }

    @Override
    public Findings measure() throws IOException, InterruptedException {
        while (alone.size() < minPairs
                || (alone.size() < maxPairs
                        && difference(Cost::millisPerRequestWithoutCompilers).uncertainty() > ENOUGH)) {
            measurePair(alone.size() + 1);
        }
        return findings();
    }

    private void measurePair(int number) throws IOException, InterruptedException {
        Path database = conditions.folder().resolve("orders-" + number + ".db");
        // The first to be started is in every second pair the one with the agent.
        boolean agentFirst = number % 2 == 0;
        try (LoadedService first = LoadedService.start(jdk, agentFirst ? Optional.of(database) : Optional.empty());
                LoadedService second =
                        LoadedService.start(jdk, agentFirst ? Optional.empty() : Optional.of(database))) {
            Together.run(() -> first.warmUp(warmUpRequests), () -> second.warmUp(warmUpRequests));
            List<Cost> costsOfFirst = new ArrayList<>();
            List<Cost> costsOfSecond = new ArrayList<>();
            for (int turn = 1; turn <= turns; turn++) {
                int seed = number * turns + turn;
                List<Cost> costs =
                        Together.run(() -> first.load(seed, RATE, seconds), () -> second.load(seed, RATE, seconds));
                costsOfFirst.add(costs.get(0));
                costsOfSecond.add(costs.get(1));
            }
            first.stop();
            second.stop();
            alone.add(agentFirst ? costsOfSecond : costsOfFirst);
            monitored.add(agentFirst ? costsOfFirst : costsOfSecond);
        }
        Account.read(jdk, database);
        conditions
                .progress()
                .say("orders, JDK " + jdk.feature() + ", pair " + number + ": CPU without, with: " + last(alone) + ", "
                        + last(monitored) + " ms a request");
    }

    private static String last(List<List<Cost>> pairs) {
        return Spread.of(List.of(mean(pairs.get(pairs.size() - 1), Cost::millisPerRequestWithoutCompilers)))
                .median(3);
    }

    private RelativeDifference difference(ToDoubleFunction<Cost> figure) {
        return RelativeDifference.of(each(alone, figure), each(monitored, figure));
    }

    /** A figure of each pair. */
    private static List<Double> each(List<List<Cost>> pairs, ToDoubleFunction<Cost> figure) {
        return pairs.stream().map(turns -> mean(turns, figure)).toList();
    }

    private static double mean(List<Cost> turns, ToDoubleFunction<Cost> figure) {
        return turns.stream().mapToDouble(figure).average().orElseThrow();
    }

    private Findings findings() {
        MarkdownTable table = new MarkdownTable(
                "JDK",
                "figure",
                " pairs",
                " no agent, median",
                " agent, median",
                " the agent adds, %",
                "95 % interval, %",
                " pairs for ±" + ENOUGH);
        addRow(table, "CPU of the service, ms a request", Cost::millisPerRequestWithoutCompilers);
        addAgentsThreads(table);
        addRow(table, "the same with its JIT compilers, ms a request", Cost::cpuMillisPerRequest);
        addRow(table, "latency, p50, ms", cost -> cost.summary().p50());
        addRow(table, "latency, p90, ms", cost -> cost.summary().p90());
        addRow(table, "latency, p99, ms", cost -> cost.summary().p99());
        return Findings.of(
                List.of(
                        target("CPU", CPU_LIMIT, difference(Cost::millisPerRequestWithoutCompilers)),
                        target(
                                "p99",
                                P99_LIMIT,
                                difference(cost -> cost.summary().p99()))),
                table);
    }

    private void addRow(MarkdownTable table, String label, ToDoubleFunction<Cost> figure) {
        RelativeDifference difference = difference(figure);
        table.row(
                jdk.version(),
                label,
                Integer.toString(difference.pairs()),
                Spread.of(each(alone, figure)).median(3),
                Spread.of(each(monitored, figure)).median(3),
                difference.mean(),
                difference.interval(),
                Integer.toString(difference.pairsFor(ENOUGH)));
    }

    /** The part of it that is known well: it is no difference between two JVMs. */
    private void addAgentsThreads(MarkdownTable table) {
        Spread agent = Spread.of(each(monitored, Cost::agentMillisPerRequest));
        double all =
                Spread.of(each(alone, Cost::millisPerRequestWithoutCompilers)).median();
        table.row(
                jdk.version(),
                "of that the agent's threads",
                Integer.toString(monitored.size()),
                "-",
                agent.median(4),
                String.format(Locale.ROOT, "%+.2f", 100 * agent.median() / all),
                String.format(Locale.ROOT, "%+.2f to %+.2f (all)", 100 * agent.min() / all, 100 * agent.max() / all),
                "-");
    }

    private static Target target(String what, double limit, RelativeDifference difference) {
        return Target.atMost(
                "orders service, " + what + " that the agent adds, % (95 %: " + difference.interval() + ", "
                        + difference.pairs() + " pairs)",
                limit,
                difference.percent(),
                1);
    }
}

package io.gnomon.benchmarks.writer;

import io.gnomon.benchmarks.jvm.Account;
import io.gnomon.benchmarks.jvm.AgentRun;
import io.gnomon.benchmarks.jvm.Jdk;
import io.gnomon.benchmarks.jvm.JvmCommand;
import io.gnomon.benchmarks.jvm.Subject;
import io.gnomon.benchmarks.measure.Conditions;
import io.gnomon.benchmarks.measure.JarOfSources;
import io.gnomon.benchmarks.measure.ManyMethods;
import io.gnomon.benchmarks.measure.Measurement;
import io.gnomon.benchmarks.report.Findings;
import io.gnomon.benchmarks.report.MarkdownTable;
import io.gnomon.benchmarks.report.Spread;
import io.gnomon.benchmarks.report.Target;
import io.gnomon.benchmarks.subject.MethodsInTurn;
import io.gnomon.benchmarks.subject.MixedTrees;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Measures how much CPU time the agent's writer takes to add samples to the statistics, while calls come at full speed. */
public final class RollupSpeed implements Measurement {

    private static final Path RULES = Path.of("benchmarks", "rules", "methods.yaml");
    private static final String WRITER = "gnomon-writer";
    private static final double LEAST_MILLIONS = 20;

    /** 40 ns a call. */
    private static final double LEAST_MILLIONS_IN_TREES = 25;

    private static final int CLASSES_IN_TREES = 50;

    /** Until then the writer's code is not compiled. */
    private static final int WARM_UP_SECONDS = 8;

    private final Conditions conditions;
    private final Jdk jdk;
    private final int rounds;
    private final int seconds;

    public RollupSpeed(Conditions conditions) {
        this.conditions = conditions;
        this.jdk = conditions.newestJdk();
        this.rounds = conditions.quick() ? 1 : 3;
        this.seconds = conditions.quick() ? 1 : 8;
    }

    /**
     * A program that makes calls.
     *
     * @param calls what calls it makes
     * @param methods how many methods of each class it calls
     * @param least million samples a CPU second
     */
    private record Load(String calls, Class<?> program, Path jar, int classes, int methods, double least) {

        int operations() {
            return classes * methods;
        }
    }

    /** What one run has shown. */
    private record Rate(double callsPerSecond, double samplesPerCpuSecond, Account account) {}

    @Override
    public Findings measure() throws IOException, InterruptedException {
        MarkdownTable table = new MarkdownTable(
                "JDK",
                "calls",
                " operations",
                " runs",
                " million calls a second",
                " million samples a CPU second of the writer, lowest",
                " median",
                " highest",
                " calls",
                " dropped");
        List<Target> targets = new ArrayList<>();
        for (Load load : loads()) {
            List<Rate> rates = new ArrayList<>();
            for (int round = 1; round <= rounds; round++) {
                conditions
                        .progress()
                        .say("rollups, JDK " + jdk.feature() + ", operations: " + load.operations() + ", round "
                                + round);
                rates.add(measure(load, round));
            }
            targets.add(report(table, load, rates));
        }
        return Findings.of(targets, table);
    }

    private List<Load> loads() throws IOException {
        Path inTurn = JarOfSources.compile("methods", ManyMethods.sources(1), conditions.folder());
        Path inTrees = JarOfSources.compile("trees", ManyMethods.inTrees(CLASSES_IN_TREES), conditions.folder());
        int methods = ManyMethods.METHODS_IN_CLASS;
        return List.of(
                new Load("the same method", MethodsInTurn.class, inTurn, 1, 1, LEAST_MILLIONS),
                new Load("in turn", MethodsInTurn.class, inTurn, 1, methods, LEAST_MILLIONS),
                new Load(
                        "in deep, mixed trees",
                        MixedTrees.class,
                        inTrees,
                        CLASSES_IN_TREES,
                        methods,
                        LEAST_MILLIONS_IN_TREES));
    }

    private Rate measure(Load load, int round) throws IOException, InterruptedException {
        int warmUp = conditions.quick() ? 1 : WARM_UP_SECONDS;
        Path database = conditions.folder().resolve("rollups-" + load.operations() + "-" + round + ".db");
        JvmCommand command = JvmCommand.of(
                        jdk,
                        load.program(),
                        ManyMethods.PACKAGE + ".Work",
                        Integer.toString(load.classes()),
                        Integer.toString(load.methods()),
                        Integer.toString(warmUp + seconds))
                .with("-Xms1g", "-Xmx1g", new AgentRun(RULES, database).jvmOption())
                .withLibrary(load.jar());
        try (Subject subject = Subject.start(command.line())) {
            long before = calls(subject, warmUp);
            double cpuBefore = subject.process().cpuSecondsOf(WRITER);
            long start = System.nanoTime();
            long calls = calls(subject, seconds) - before;
            double cpu = subject.process().cpuSecondsOf(WRITER) - cpuBefore;
            double elapsed = (System.nanoTime() - start) / 1e9;
            subject.awaitEnd();
            return new Rate(calls / elapsed, calls / cpu, Account.read(jdk, database));
        }
    }

    /** The calls made after so many seconds more. */
    private static long calls(Subject subject, int seconds) throws IOException {
        long calls = 0;
        for (int second = 1; second <= seconds; second++) {
            calls = Long.parseLong(subject.await("calls so far: "));
        }
        return calls;
    }

    private Target report(MarkdownTable table, Load load, List<Rate> rates) {
        Spread samples = Spread.of(
                rates.stream().map(rate -> rate.samplesPerCpuSecond / 1e6).toList());
        Account account = rates.stream().map(Rate::account).reduce(Account.NONE, Account::plus);
        table.row(
                jdk.version(),
                load.calls(),
                Integer.toString(load.operations()),
                Integer.toString(rates.size()),
                Spread.of(rates.stream().map(rate -> rate.callsPerSecond / 1e6).toList())
                        .median(1),
                samples.min(1),
                samples.median(1),
                samples.max(1),
                Long.toString(account.produced()),
                Long.toString(account.dropped()));
        String what = "million samples into rollups a second, one writer, " + load.operations()
                + (load.operations() == 1 ? " operation" : " operations");
        return Target.atLeast(what, load.least(), samples.median(), 1);
    }
}

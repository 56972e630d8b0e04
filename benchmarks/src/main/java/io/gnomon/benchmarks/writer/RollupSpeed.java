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
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Measures how much CPU time the agent's writer takes to add samples to the statistics, while calls come at full speed. */
public final class RollupSpeed implements Measurement {

    private static final Path RULES = Path.of("benchmarks", "rules", "methods.yaml");
    private static final String WRITER = "gnomon-writer";
    private static final double LIMIT_MILLIONS = 20;

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

    /** What one run has shown. */
    private record Rate(double callsPerSecond, double samplesPerCpuSecond, Account account) {}

    @Override
    public Findings measure() throws IOException, InterruptedException {
        Path jar = JarOfSources.compile("methods", ManyMethods.sources(1), conditions.folder());
        MarkdownTable table = new MarkdownTable(
                "JDK",
                " operations",
                " runs",
                " million calls a second",
                " million samples a CPU second of the writer, lowest",
                " median",
                " highest",
                " calls",
                " dropped");
        List<Target> targets = new ArrayList<>();
        for (int operations : new int[] {1, ManyMethods.METHODS_IN_CLASS}) {
            List<Rate> rates = new ArrayList<>();
            for (int round = 1; round <= rounds; round++) {
                conditions
                        .progress()
                        .say("rollups, JDK " + jdk.feature() + ", operations: " + operations + ", round " + round);
                rates.add(measure(jar, operations, round));
            }
            targets.add(report(table, operations, rates));
        }
        return Findings.of(targets, table);
    }

    private Rate measure(Path jar, int operations, int round) throws IOException, InterruptedException {
        int warmUp = conditions.quick() ? 1 : WARM_UP_SECONDS;
        Path database = conditions.folder().resolve("rollups-" + operations + "-" + round + ".db");
        JvmCommand command = JvmCommand.of(
                        jdk,
                        MethodsInTurn.class,
                        ManyMethods.PACKAGE + ".Work",
                        "1",
                        Integer.toString(operations),
                        Integer.toString(warmUp + seconds))
                .with("-Xms1g", "-Xmx1g", new AgentRun(RULES, database).jvmOption())
                .withLibrary(jar);
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

    private Target report(MarkdownTable table, int operations, List<Rate> rates) {
        Spread samples = Spread.of(
                rates.stream().map(rate -> rate.samplesPerCpuSecond / 1e6).toList());
        Account account = rates.stream().map(Rate::account).reduce(Account.NONE, Account::plus);
        table.row(
                jdk.version(),
                Integer.toString(operations),
                Integer.toString(rates.size()),
                Spread.of(rates.stream().map(rate -> rate.callsPerSecond / 1e6).toList())
                        .median(1),
                samples.min(1),
                samples.median(1),
                samples.max(1),
                Long.toString(account.produced()),
                Long.toString(account.dropped()));
        String what = "million samples into rollups a second, one writer, " + operations
                + (operations == 1 ? " operation" : " operations");
        return Target.atLeast(what, LIMIT_MILLIONS, samples.median(), 1);
    }
}

package io.gnomon.benchmarks.writer;

import io.gnomon.benchmarks.jvm.AgentRun;
import io.gnomon.benchmarks.jvm.Jdk;
import io.gnomon.benchmarks.jvm.JvmCommand;
import io.gnomon.benchmarks.jvm.LinuxProcess.ThreadUse;
import io.gnomon.benchmarks.jvm.Subject;
import io.gnomon.benchmarks.measure.Conditions;
import io.gnomon.benchmarks.measure.Measurement;
import io.gnomon.benchmarks.report.Findings;
import io.gnomon.benchmarks.report.MarkdownTable;
import io.gnomon.benchmarks.report.Target;
import io.gnomon.benchmarks.subject.LightLoad;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Measures what an application takes that does nothing, or next to nothing, without and with the agent. */
public final class IdleUse implements Measurement {

    /** After the first calls, so that the start is over and the compilers have come to rest. */
    private static final long SETTLE_SECONDS = 10;

    private static final double LIMIT_PERCENT = 0.2;

    /**
     * What a process has used in a second of time.
     *
     * @param percent of a core, by all threads
     * @param agentPercent of a core, by the agent's
     * @param wakes how often its threads have gone to rest
     * @param agentWakes how often the agent's have
     */
    private record Use(double percent, double agentPercent, double wakes, double agentWakes) {}

    private final Conditions conditions;
    private final Jdk jdk;
    private final MarkdownTable table = new MarkdownTable(
            "JDK",
            "application",
            "agent",
            " seconds",
            " CPU, % of a core",
            " of it the agent's threads",
            " times a second that a thread rests",
            " of it the agent's");

    public IdleUse(Conditions conditions) {
        this.conditions = conditions;
        this.jdk = conditions.newestJdk();
    }

    @Override
    public Findings measure() throws IOException, InterruptedException {
        Use idle = compare("idle", 0, conditions.quick() ? 1 : 60);
        compare("2,000 calls a second", 2_000, conditions.quick() ? 1 : 30);
        return Findings.of(
                List.of(Target.atMost(
                        "idle application, the agent's threads, % of a core", LIMIT_PERCENT, idle.agentPercent, 3)),
                table);
    }

    /** Both at the same time: together they take a small part of a core. Returns the use of the one with the agent. */
    private Use compare(String label, int callsPerSecond, int seconds) throws IOException, InterruptedException {
        conditions.progress().say("idle, JDK " + jdk.feature() + ": " + label + ", for " + seconds + " s");
        JvmCommand command = JvmCommand.of(jdk, LightLoad.class, Integer.toString(callsPerSecond));
        Path database = conditions.folder().resolve("idle-" + callsPerSecond + ".db");
        try (Subject alone = Subject.start(command.line());
                Subject monitored =
                        Subject.start(command.with(new AgentRun(AgentRun.CALLS_DEFAULT, database).jvmOption())
                                .line())) {
            alone.await("begun");
            monitored.await("begun");
            TimeUnit.SECONDS.sleep(conditions.quick() ? 1 : SETTLE_SECONDS);
            List<ThreadUse> aloneBefore = alone.process().threads();
            List<ThreadUse> monitoredBefore = monitored.process().threads();
            long start = System.nanoTime();
            TimeUnit.SECONDS.sleep(seconds);
            double elapsed = (System.nanoTime() - start) / 1e9;
            Use without = use(aloneBefore, alone.process().threads(), elapsed);
            Use with = use(monitoredBefore, monitored.process().threads(), elapsed);
            alone.awaitEnd();
            monitored.awaitEnd();
            addRow(label, "no", seconds, without);
            addRow(label, "yes", seconds, with);
            return with;
        }
    }

    /** Of threads that have not ended in between: an application at rest ends none. */
    private static Use use(List<ThreadUse> before, List<ThreadUse> after, double seconds) {
        List<ThreadUse> agentBefore =
                before.stream().filter(ThreadUse::isAgents).toList();
        List<ThreadUse> agentAfter = after.stream().filter(ThreadUse::isAgents).toList();
        return new Use(
                100 * (cpu(after) - cpu(before)) / seconds,
                100 * (cpu(agentAfter) - cpu(agentBefore)) / seconds,
                (wakes(after) - wakes(before)) / seconds,
                (wakes(agentAfter) - wakes(agentBefore)) / seconds);
    }

    private static double cpu(List<ThreadUse> threads) {
        return threads.stream().mapToDouble(ThreadUse::cpuSeconds).sum();
    }

    private static double wakes(List<ThreadUse> threads) {
        return threads.stream().mapToDouble(ThreadUse::voluntarySwitches).sum();
    }

    private void addRow(String label, String agent, int seconds, Use use) {
        table.row(
                jdk.version(),
                label,
                agent,
                Integer.toString(seconds),
                number(use.percent, 3),
                number(use.agentPercent, 3),
                number(use.wakes, 1),
                number(use.agentWakes, 1));
    }

    private static String number(double value, int decimals) {
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
}

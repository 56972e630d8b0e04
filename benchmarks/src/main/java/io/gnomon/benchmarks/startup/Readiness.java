package io.gnomon.benchmarks.startup;

import io.gnomon.benchmarks.jvm.AgentRun;
import io.gnomon.benchmarks.jvm.Jdk;
import io.gnomon.benchmarks.jvm.JvmCommand;
import io.gnomon.benchmarks.jvm.Subject;
import io.gnomon.benchmarks.measure.Conditions;
import io.gnomon.benchmarks.measure.Measurement;
import io.gnomon.benchmarks.report.Findings;
import io.gnomon.benchmarks.report.MarkdownTable;
import io.gnomon.benchmarks.report.Spread;
import io.gnomon.benchmarks.report.Target;
import io.gnomon.benchmarks.subject.Waiting;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * Measures when a program's {@code main} is entered, when the agent is ready, and how much memory the process takes then. Ready
 * is when the agent says so: the classes are woven as they come, and the run is in the file.
 */
public final class Readiness implements Measurement {

    private static final Path RULES = Path.of("benchmarks", "rules", "startup.yaml");
    private static final double MILLIS = 1e3;

    /** By the JDK of the targets, if it is measured. */
    private static final int TARGETS_JDK = 17;

    /**
     * One start.
     *
     * @param mainSeconds from the start of the process until main was entered
     * @param readySeconds until the agent was ready; until main, without one
     * @param residentMib the most memory in use until then
     */
    private record Start(double mainSeconds, double readySeconds, double residentMib) {}

    private final Conditions conditions;
    private final int runs;
    private final MarkdownTable table = new MarkdownTable(
            "JDK",
            "agent",
            " runs",
            " until main, lowest, s",
            " median, s",
            " highest, s",
            " the agent adds, s",
            " until ready, median, s",
            " highest, s",
            " memory, median, MiB",
            " the agent adds, MiB");
    private final List<Target> targets = new ArrayList<>();

    public Readiness(Conditions conditions) {
        this.conditions = conditions;
        this.runs = conditions.quick() ? 2 : 31;
    }

    @Override
    public Findings measure() throws IOException, InterruptedException {
        for (Jdk jdk : conditions.jdks()) {
            measure(jdk);
        }
        return Findings.of(targets, table);
    }

    private void measure(Jdk jdk) throws IOException, InterruptedException {
        conditions.progress().say("startup, JDK " + jdk.feature() + ": " + runs + " starts without and with the agent");
        List<Start> alone = new ArrayList<>();
        List<Start> withAgent = new ArrayList<>();
        for (int run = 0; run <= runs; run++) {
            Start plain = start(JvmCommand.of(jdk, Waiting.class), "");
            Path database = conditions.folder().resolve("startup-" + jdk.feature() + "-" + run + ".db");
            String agent = new AgentRun(RULES, database).jvmOption("quiet=false");
            Start monitored = start(JvmCommand.of(jdk, Waiting.class).with(agent), "gnomon: monitoring");
            // The first pair fills the system's caches.
            if (run > 0) {
                alone.add(plain);
                withAgent.add(monitored);
            }
        }
        report(jdk, alone, withAgent);
    }

    /** Starts and ends it. The two lines may come in either order. */
    private static Start start(JvmCommand command, String readyLine) throws IOException, InterruptedException {
        long begin = System.currentTimeMillis();
        try (Subject subject = Subject.start(command.line())) {
            String entered = "entered at ";
            List<String> lines = subject.awaitAll(readyLine.isEmpty() ? List.of(entered) : List.of(entered, readyLine));
            double ready = (System.currentTimeMillis() - begin) / MILLIS;
            double memory = subject.process().peakResidentMib();
            subject.awaitEnd();
            return new Start((Long.parseLong(lines.get(0)) - begin) / MILLIS, ready, memory);
        }
    }

    private void report(Jdk jdk, List<Start> alone, List<Start> withAgent) {
        Spread main = spread(alone, Start::mainSeconds);
        Spread mainWithAgent = spread(withAgent, Start::mainSeconds);
        Spread ready = spread(withAgent, Start::readySeconds);
        Spread memory = spread(alone, Start::residentMib);
        Spread memoryWithAgent = spread(withAgent, Start::residentMib);
        double mainAdded = mainWithAgent.median() - main.median();
        double memoryAdded = memoryWithAgent.median() - memory.median();
        table.row(
                jdk.version(),
                "no",
                Integer.toString(runs),
                main.min(3),
                main.median(3),
                main.max(3),
                "",
                "",
                "",
                memory.median(0),
                "");
        table.row(
                jdk.version(),
                "yes",
                Integer.toString(runs),
                mainWithAgent.min(3),
                mainWithAgent.median(3),
                mainWithAgent.max(3),
                String.format(Locale.ROOT, "%.3f", mainAdded),
                ready.median(3),
                ready.max(3),
                memoryWithAgent.median(0),
                String.format(Locale.ROOT, "%.0f", memoryAdded));
        if (jdk.feature() == TARGETS_JDK) {
            targets.add(Target.atMost("time until main that the agent adds, JDK 17, s", 0.30, mainAdded, 3));
            targets.add(Target.atMost("time until the agent is ready, JDK 17, s", 1, ready.median(), 3));
            targets.add(
                    Target.atMost("resident memory that the agent adds to a start, JDK 17, MiB", 70, memoryAdded, 0));
        }
    }

    private static Spread spread(List<Start> starts, ToDoubleFunction<Start> figure) {
        return Spread.of(starts.stream().mapToDouble(figure).boxed().toList());
    }
}

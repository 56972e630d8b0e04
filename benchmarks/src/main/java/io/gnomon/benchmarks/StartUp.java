package io.gnomon.benchmarks;

import io.gnomon.benchmarks.subject.Hello;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Measures what the agent adds to the life of a program that does nothing: from the process's start to its end. */
final class StartUp implements Measurement {

    private static final Path RULES = Path.of("benchmarks", "rules", "startup.yaml");

    /** GNU time, which knows a process's peak of resident memory. */
    private static final Path GNU_TIME = Path.of("/usr/bin/time");

    private final Conditions conditions;
    private final int runs;
    private final MarkdownTable table = new MarkdownTable(
            "JDK",
            "agent",
            " runs",
            " lowest, s",
            " median, s",
            " highest, s",
            " the agent adds, s",
            " peak memory, MiB",
            " the agent adds, MiB");

    StartUp(Conditions conditions) {
        this.conditions = conditions;
        this.runs = conditions.quick() ? 3 : 31;
    }

    @Override
    public Findings measure() throws IOException, InterruptedException {
        for (Jdk jdk : conditions.jdks()) {
            addRows(jdk);
        }
        return Findings.of(table);
    }

    private void addRows(Jdk jdk) throws IOException, InterruptedException {
        conditions.progress().say("startup, JDK " + jdk.feature() + ": " + runs + " runs without and with the agent");
        List<Double> alone = new ArrayList<>();
        List<Double> withAgent = new ArrayList<>();
        hello(plain(jdk));
        hello(monitored(jdk, "first"));
        for (int run = 1; run <= runs; run++) {
            alone.add(hello(plain(jdk)));
            withAgent.add(hello(monitored(jdk, "run-" + run)));
        }
        Spread seconds = Spread.of(alone);
        Spread secondsWithAgent = Spread.of(withAgent);
        double added = secondsWithAgent.median() - seconds.median();
        String memory = "";
        String memoryWithAgent = "";
        String addedMemory = "";
        if (Files.isExecutable(GNU_TIME)) {
            Spread mib = memory(jdk, false);
            Spread mibWithAgent = memory(jdk, true);
            memory = mib.median(0);
            memoryWithAgent = mibWithAgent.median(0);
            addedMemory = String.format(Locale.ROOT, "%.0f", mibWithAgent.median() - mib.median());
        }
        table.row(cells(jdk, "no", seconds, "", memory, ""));
        String addedSeconds = String.format(Locale.ROOT, "%.3f", added);
        table.row(cells(jdk, "yes", secondsWithAgent, addedSeconds, memoryWithAgent, addedMemory));
    }

    private String[] cells(Jdk jdk, String agent, Spread seconds, String added, String memory, String addedMemory) {
        return new String[] {
            jdk.version(),
            agent,
            Integer.toString(runs),
            seconds.min(3),
            seconds.median(3),
            seconds.max(3),
            added,
            memory,
            addedMemory
        };
    }

    /** In runs of their own: the process in between would lengthen the times. */
    private Spread memory(Jdk jdk, boolean agent) throws IOException, InterruptedException {
        List<Double> mib = new ArrayList<>();
        Path answer = conditions.folder().resolve("memory.txt");
        for (int run = 1; run <= 5; run++) {
            List<String> command = new ArrayList<>(List.of(GNU_TIME.toString(), "-f", "%M", "-o", answer.toString()));
            command.addAll(agent ? monitored(jdk, "memory-" + run) : plain(jdk));
            hello(command);
            mib.add(Long.parseLong(Files.readString(answer).strip()) / 1024.0);
        }
        return Spread.of(mib);
    }

    private static List<String> plain(Jdk jdk) {
        return List.of(jdk.java().toString(), "-cp", Main.CLASS_PATH, Hello.class.getName());
    }

    private List<String> monitored(Jdk jdk, String run) {
        List<String> command = new ArrayList<>(plain(jdk));
        command.add(
                1,
                new AgentRun(RULES, conditions.folder().resolve("startup-" + jdk.feature() + "-" + run + ".db"))
                        .jvmOption());
        return command;
    }

    /** Runs it; returns the seconds it took. */
    private static double hello(List<String> command) throws IOException, InterruptedException {
        Child child = Child.run(command);
        if (!child.output().equals("hello" + System.lineSeparator())) {
            throw new IllegalStateException(String.join(" ", command) + " printed:\n" + child.output());
        }
        return child.nanos() / 1e9;
    }
}

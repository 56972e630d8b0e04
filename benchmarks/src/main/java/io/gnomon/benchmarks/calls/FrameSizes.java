package io.gnomon.benchmarks.calls;

import io.gnomon.benchmarks.jvm.Account;
import io.gnomon.benchmarks.jvm.AgentRun;
import io.gnomon.benchmarks.jvm.Child;
import io.gnomon.benchmarks.jvm.Jdk;
import io.gnomon.benchmarks.jvm.JvmCommand;
import io.gnomon.benchmarks.measure.Conditions;
import io.gnomon.benchmarks.measure.Measurement;
import io.gnomon.benchmarks.report.Findings;
import io.gnomon.benchmarks.report.MarkdownTable;
import io.gnomon.benchmarks.subject.FrameProbe;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Measures how much stack a level of recursion takes, without the agent and with it. */
public final class FrameSizes implements Measurement {

    private static final Path RULES = Path.of("benchmarks", "rules", "frames.yaml");

    private final Conditions conditions;
    private final MarkdownTable table = new MarkdownTable(
            "JDK",
            "compiler",
            "method",
            " levels in 1 MiB, no agent",
            " woven",
            " bytes a level, no agent",
            " woven",
            " woven level / level");

    public FrameSizes(Conditions conditions) {
        this.conditions = conditions;
    }

    @Override
    public Findings measure() throws IOException, InterruptedException {
        for (Jdk jdk : conditions.jdks()) {
            addRows(jdk, "C2", List.of());
            addRows(jdk, "C1", List.of("-XX:TieredStopAtLevel=1"));
        }
        return Findings.of(table);
    }

    private void addRows(Jdk jdk, String compiler, List<String> jvmOptions) throws IOException, InterruptedException {
        conditions.progress().say("frames, JDK " + jdk.feature() + ", " + compiler + ": no agent");
        Map<String, Levels> alone = probe(jdk, jvmOptions);
        conditions.progress().say("frames, JDK " + jdk.feature() + ", " + compiler + ": woven");
        List<String> withAgent = new ArrayList<>(jvmOptions);
        Path database = conditions.folder().resolve("frames-" + jdk.feature() + "-" + compiler + ".db");
        withAgent.add(new AgentRun(RULES, database).jvmOption());
        Map<String, Levels> woven = probe(jdk, withAgent);
        requireWoven(jdk, database);
        alone.forEach((method, plain) -> {
            Levels monitored = woven.getOrDefault(method, plain);
            table.row(
                    jdk.version(),
                    compiler,
                    method,
                    Integer.toString(plain.inOneMib),
                    Integer.toString(monitored.inOneMib),
                    Double.toString(plain.bytes),
                    Double.toString(monitored.bytes),
                    String.format(Locale.ROOT, "%.2f", monitored.bytes / plain.bytes));
        });
    }

    private Map<String, Levels> probe(Jdk jdk, List<String> jvmOptions) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                // In the foreground, so that what is measured is compiled when the warm-up ends.
                jdk.java().toString(), "-Xbatch", "-Xmx1g"));
        command.addAll(jvmOptions);
        command.addAll(
                List.of("-cp", JvmCommand.CLASS_PATH, FrameProbe.class.getName(), conditions.quick() ? "100" : "1000"));
        Map<String, Levels> levels = new LinkedHashMap<>();
        for (String line : Child.run(command).output().lines().toList()) {
            String[] words = line.split(" ", -1);
            levels.put(words[0], new Levels(Integer.parseInt(words[1]), Double.parseDouble(words[2])));
        }
        return levels;
    }

    private static void requireWoven(Jdk jdk, Path database) throws IOException, InterruptedException {
        if (Account.read(jdk, database).produced() == 0) {
            throw new IllegalStateException("the agent has woven nothing, so there is nothing to compare");
        }
    }

    private record Levels(int inOneMib, double bytes) {}
}

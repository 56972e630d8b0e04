package io.gnomon.benchmarks;

import io.gnomon.benchmarks.subject.FrameProbe;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Measures how much stack a level of recursion takes, without the agent and with it. */
final class FrameSizes {

    private static final Path RULES = Path.of("benchmarks", "rules", "frames.yaml");

    private final Jdk jdk;
    private final boolean quick;
    private final Path folder;
    private final Progress progress;

    /**
     * Prepares the measurement.
     *
     * @param quick whether to see only that it runs
     * @param folder a folder to write to
     */
    FrameSizes(Jdk jdk, boolean quick, Path folder, Progress progress) {
        this.jdk = jdk;
        this.quick = quick;
        this.folder = folder;
        this.progress = progress;
    }

    /** Measures; returns the table. */
    MarkdownTable measure() throws IOException, InterruptedException {
        MarkdownTable table = new MarkdownTable(
                "compiler",
                "method",
                " levels in 1 MiB, no agent",
                " woven",
                " bytes a level, no agent",
                " woven",
                " woven level / level");
        addRows(table, "C2", List.of());
        addRows(table, "C1", List.of("-XX:TieredStopAtLevel=1"));
        return table;
    }

    private void addRows(MarkdownTable table, String compiler, List<String> jvmOptions)
            throws IOException, InterruptedException {
        progress.say("frames, JDK " + jdk.feature() + ", " + compiler + ": no agent");
        Map<String, Levels> alone = probe(jvmOptions);
        progress.say("frames, JDK " + jdk.feature() + ", " + compiler + ": woven");
        List<String> withAgent = new ArrayList<>(jvmOptions);
        Path database = folder.resolve("frames-" + jdk.feature() + "-" + compiler + ".db");
        withAgent.add(new AgentRun(RULES, database).jvmOption());
        Map<String, Levels> woven = probe(withAgent);
        requireWoven(database);
        alone.forEach((method, plain) -> {
            Levels monitored = woven.getOrDefault(method, plain);
            table.row(
                    compiler,
                    method,
                    Integer.toString(plain.inOneMib),
                    Integer.toString(monitored.inOneMib),
                    Double.toString(plain.bytes),
                    Double.toString(monitored.bytes),
                    String.format(Locale.ROOT, "%.2f", monitored.bytes / plain.bytes));
        });
    }

    private Map<String, Levels> probe(List<String> jvmOptions) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                // In the foreground, so that what is measured is compiled when the warm-up ends.
                jdk.java().toString(), "-Xbatch", "-Xmx1g"));
        command.addAll(jvmOptions);
        command.addAll(List.of("-cp", Main.CLASS_PATH, FrameProbe.class.getName(), quick ? "100" : "1000"));
        Map<String, Levels> levels = new LinkedHashMap<>();
        for (String line : Child.run(command).output().lines().toList()) {
            String[] words = line.split(" ", -1);
            levels.put(words[0], new Levels(Integer.parseInt(words[1]), Double.parseDouble(words[2])));
        }
        return levels;
    }

    private void requireWoven(Path database) throws IOException, InterruptedException {
        if (Account.read(jdk, database).produced() == 0) {
            throw new IllegalStateException("the agent has woven nothing, so there is nothing to compare");
        }
    }

    private record Levels(int inOneMib, double bytes) {}
}

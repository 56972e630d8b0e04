package io.gnomon.benchmarks.startup;

import io.gnomon.benchmarks.jvm.AgentRun;
import io.gnomon.benchmarks.jvm.Child;
import io.gnomon.benchmarks.jvm.Jdk;
import io.gnomon.benchmarks.jvm.JvmCommand;
import io.gnomon.benchmarks.measure.Conditions;
import io.gnomon.benchmarks.measure.JarOfSources;
import io.gnomon.benchmarks.measure.Measurement;
import io.gnomon.benchmarks.report.Findings;
import io.gnomon.benchmarks.report.MarkdownTable;
import io.gnomon.benchmarks.report.Spread;
import io.gnomon.benchmarks.report.Target;
import io.gnomon.benchmarks.subject.ClassLoading;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Measures how much longer classes take to load that no rule selects. */
public final class UnmatchedLoading implements Measurement {

    private static final Path RULES = Path.of("benchmarks", "rules", "unmatched.yaml");

    /** What the JVM carries; the first is what the others are compared with. */
    private enum Variant {
        ALONE("no agent"),
        NOTHING("an agent that does nothing"),
        NAMES("Gnomon, rules that go by names", 1.05, "annotations=false"),
        ANNOTATIONS("Gnomon, rules that go by names, and @Monitored", 1.25, "annotations=true");

        private final String label;
        private final double limit;
        private final Optional<String> setting;

        Variant(String label) {
            this.label = label;
            this.limit = Double.NaN;
            this.setting = Optional.empty();
        }

        Variant(String label, double limit, String setting) {
            this.label = label;
            this.limit = limit;
            this.setting = Optional.of(setting);
        }

        /** The options that attach it. */
        List<String> options(Path database) {
            if (this == NOTHING) {
                return List.of("-javaagent:" + JvmCommand.CLASS_PATH);
            }
            return setting.map(setting -> new AgentRun(RULES, database).jvmOption("quiet", setting)).stream()
                    .toList();
        }
    }

    private final Conditions conditions;
    private final Jdk jdk;
    private final int rounds;
    private final int classes;

    public UnmatchedLoading(Conditions conditions) {
        this.conditions = conditions;
        this.jdk = conditions.newestJdk();
        this.rounds = conditions.quick() ? 1 : 41;
        this.classes = conditions.quick() ? 200 : 10_000;
    }

    @Override
    public Findings measure() throws IOException, InterruptedException {
        conditions.progress().say("classes: makes " + classes + " of them");
        Path jar = JarOfSources.compile("unmatched", UnmatchedClasses.sources(classes), conditions.folder());
        Map<Variant, List<Double>> seconds = new EnumMap<>(Variant.class);
        for (int round = 0; round <= rounds; round++) {
            conditions.progress().say("classes, JDK " + jdk.feature() + ", round " + round + " of " + rounds);
            for (Variant variant : turn(round)) {
                double loaded = load(variant, jar, round);
                if (round > 0) {
                    seconds.computeIfAbsent(variant, any -> new ArrayList<>()).add(loaded);
                }
            }
        }
        return findings(seconds);
    }

    /** All of them, each as often first as any other. */
    private static List<Variant> turn(int round) {
        List<Variant> turn = new ArrayList<>(List.of(Variant.values()));
        Collections.rotate(turn, round);
        return turn;
    }

    /** Returns the seconds. */
    private double load(Variant variant, Path jar, int round) throws IOException, InterruptedException {
        Path database = conditions.folder().resolve("classes-" + variant + "-" + round + ".db");
        JvmCommand command = JvmCommand.of(jdk, ClassLoading.class, jar.toString())
                .with("-Xms512m", "-Xmx512m")
                .with(variant.options(database).toArray(String[]::new))
                .withLibrary(jar);
        return Child.run(command.line()).number("nanos") / 1e9;
    }

    private Findings findings(Map<Variant, List<Double>> seconds) {
        MarkdownTable table = new MarkdownTable(
                "JDK",
                "loaded with",
                " runs",
                " lowest, s",
                " median, s",
                " highest, s",
                " times no agent, lowest",
                " median",
                " highest");
        List<Target> targets = new ArrayList<>();
        List<Double> alone = seconds.getOrDefault(Variant.ALONE, List.of());
        seconds.forEach((variant, measured) -> {
            Spread spread = Spread.of(measured);
            Spread times = Spread.ofRatios(measured, alone);
            table.row(
                    jdk.version(),
                    variant.label,
                    Integer.toString(measured.size()),
                    spread.min(3),
                    spread.median(3),
                    spread.max(3),
                    times.min(2),
                    times.median(2),
                    times.max(2));
            if (variant.setting.isPresent()) {
                String what = "loading " + classes + " classes, " + variant.label + ", times no agent";
                targets.add(Target.atMost(what, variant.limit, times.median(), 3));
            }
        });
        return Findings.of(targets, table);
    }
}

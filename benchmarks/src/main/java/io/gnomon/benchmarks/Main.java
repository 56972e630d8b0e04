package io.gnomon.benchmarks;

import io.gnomon.benchmarks.jvm.Jdk;
import io.gnomon.benchmarks.jvm.Machine;
import io.gnomon.benchmarks.measure.Conditions;
import io.gnomon.benchmarks.report.Document;
import io.gnomon.benchmarks.report.Findings;
import io.gnomon.benchmarks.report.Target;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.openjdk.jmh.runner.RunnerException;

/**
 * Measures what the command line asks for, one part after the other, and writes the figures into the document, or prints
 * them. What is going on meanwhile goes to standard error. {@code run.sh} builds what is needed and starts this in the root
 * of the repository.
 */
public final class Main {

    private static final Path DOCUMENT = Path.of("docs", "performance.md");

    private final Options options;
    private final Conditions conditions;
    private final Report report;

    private Main(Options options, Conditions conditions, Report report) {
        this.options = options;
        this.conditions = conditions;
        this.report = report;
    }

    /** How long a line of the document may be. */
    private static final int LINE = 120;

    /**
     * Measures. The exit code is 1 if a part could not be measured, and 2 if the command line has a mistake.
     *
     * @param args see {@link Options#usage}
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        Options options;
        try {
            options = Options.parse(args);
        } catch (IllegalArgumentException mistake) {
            System.err.println(mistake.getMessage());
            System.err.println(Options.usage());
            System.exit(2);
            return;
        }
        List<Jdk> jdks = Jdk.found().stream()
                .filter(jdk -> options.javaVersions().isEmpty()
                        || options.javaVersions().contains(jdk.feature()))
                .toList();
        if (jdks.isEmpty()) {
            System.err.println("There is no such JDK here; JAVA_HOME_25 and the like can say where one is.");
            System.exit(2);
        }
        // In the build's folder, not the temporary one, which may lie in memory.
        Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("benchmarks", "target")), "run-");
        Report report = options.print()
                ? new PrintedReport(new PrintStream(System.out, true, StandardCharsets.UTF_8))
                : new DocumentReport(new Document(DOCUMENT));
        Conditions conditions = new Conditions(jdks, options.quick(), folder, System.err::println);
        System.exit(new Main(options, conditions, report).measure() ? 0 : 1);
    }

    /** Whether all parts could be measured. */
    private boolean measure() throws IOException, InterruptedException {
        Map<Part, List<Target>> targets = new EnumMap<>(Part.class);
        String source = source();
        for (Part part : options.parts()) {
            try {
                Findings findings = part.under(conditions).measure();
                report.figures(part, source, findings);
                targets.put(part, findings.targets());
            } catch (RuntimeException | IOException | RunnerException failure) {
                // The other parts have taken, or will take, many minutes: they are worth having without this one.
                conditions.progress().say(part + ": no figures: " + failure);
            }
        }
        report.targets(targets);
        if (!options.print()) {
            conditions.progress().say("\n" + TargetTable.of(targets));
        }
        conditions.progress().say("what the runs wrote is in " + conditions.folder());
        return targets.keySet().equals(options.parts());
    }

    private String source() {
        String jdks =
                conditions.jdks().stream().map(jdk -> "JDK " + jdk.version()).collect(Collectors.joining(", "));
        String where = Machine.here().describe() + ", " + jdks + ". Command:";
        String command = "`" + options.command() + "`.";
        return where
                + (where.length() + command.length() < LINE ? " " : "\n")
                + command
                + (options.quick() ? " A smoke run: these figures are worth nothing." : "");
    }
}

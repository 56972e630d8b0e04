package io.gnomon.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.openjdk.jmh.runner.RunnerException;

/**
 * Measures what the command line asks for, and prints Markdown: what it was measured on, then a table for each part and
 * JDK. What is going on meanwhile goes to standard error. {@code run.sh} builds what is needed and starts this in the root
 * of the repository.
 */
public final class Main {

    /** The class path of the JVMs measured, and of this one. */
    static final String CLASS_PATH = System.getProperty("java.class.path");

    private final Options options;
    private final List<Jdk> jdks;
    private final Path folder;
    private final PrintStream out;
    private final Progress progress;

    private Main(Options options, List<Jdk> jdks, Path folder, PrintStream out, Progress progress) {
        this.options = options;
        this.jdks = jdks;
        this.folder = folder;
        this.out = out;
        this.progress = progress;
    }

    /**
     * Measures.
     *
     * @param args see {@link Options#USAGE}
     */
    public static void main(String[] args) throws Exception {
        Options options;
        try {
            options = Options.parse(args);
        } catch (IllegalArgumentException mistake) {
            System.err.println(mistake.getMessage());
            System.err.println(Options.USAGE);
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
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        // In the build's folder, not the temporary one, which may lie in memory.
        Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("benchmarks", "target")), "run-");
        new Main(options, jdks, folder, out, System.err::println).measure();
    }

    private void measure() throws IOException, InterruptedException, RunnerException {
        out.println(Machine.here().describe() + ", "
                + jdks.stream().map(jdk -> "JDK " + jdk.version()).collect(Collectors.joining(", ")));
        if (options.quick()) {
            out.println("\nA smoke run: these figures are worth nothing.");
        }
        for (Jdk jdk : jdks) {
            if (options.parts().contains(Part.CALLS)) {
                print(
                        "Cost of a call, JDK " + jdk.version(),
                        new CallCosts(jdk, options.quick(), folder, progress).measure());
            }
            if (options.parts().contains(Part.FRAMES)) {
                print(
                        "Stack of a call, JDK " + jdk.version(),
                        List.of(new FrameSizes(jdk, options.quick(), folder, progress).measure()));
            }
        }
        if (options.parts().contains(Part.STARTUP)) {
            print("Start of an empty program", List.of(new StartUp(options.quick(), folder, progress).measure(jdks)));
        }
        progress.say("what the runs wrote is in " + folder);
    }

    private void print(String title, List<MarkdownTable> tables) {
        out.println("\n### " + title);
        tables.forEach(table -> out.print("\n" + table));
    }
}

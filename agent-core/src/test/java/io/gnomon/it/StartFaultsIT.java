package io.gnomon.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.gnomon.it.BrokenJar.When;
import io.gnomon.it.programs.TellsThreads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Whatever fails while the agent starts: the application runs as without it, and one sentence says what became of it. */
class StartFaultsIT {

    private static final int CALLS = 10;

    private static final String NOT_MONITORING = "not monitoring: ";

    private static final List<Class<? extends Throwable>> FAILURES =
            List.of(IllegalStateException.class, NoClassDefFoundError.class, OutOfMemoryError.class);

    /** Without these nothing is monitored, and nothing may be left behind. */
    private static final List<String> NEEDED = List.of(
            "io.gnomon.agent.LaunchedProgram ofThisJvm",
            "io.gnomon.agent.JavaVersion isSupported",
            "io.gnomon.agent.RequiredModules check",
            "io.gnomon.agent.Launcher openJavaLang",
            "io.gnomon.agent.Launcher defineRecorder",
            "io.gnomon.agent.Launcher coreLoader",
            "io.gnomon.agent.AgentClassLoader <init>",
            "io.gnomon.agent.AgentClassLoader findClass",
            "io.gnomon.AgentCore <init>",
            "io.gnomon.AttachRequest parse",
            "io.gnomon.config.ConfigurationLoader load",
            "io.gnomon.RunPlace of",
            "io.gnomon.log.RotatingLog <init>",
            "io.gnomon.log.Slf4jProvider logTo",
            "io.gnomon.rules.RuleLoader load",
            "io.gnomon.model.OperationRegistry renew",
            "io.gnomon.AgentCore endWithTheJvm",
            "io.gnomon.Monitoring <init>",
            "io.gnomon.RunStore <init>",
            "io.gnomon.weave.Weaver <init>",
            "io.gnomon.record.Pipeline <init>",
            "io.gnomon.part.AgentThreads make",
            "io.gnomon.Monitoring begin",
            "java.lang.GnomonRecorder missesVirtualThreads",
            "io.gnomon.record.Pipeline start",
            "io.gnomon.record.Pipeline event",
            "io.gnomon.weave.Weaver install",
            "io.gnomon.weave.PrivilegedTransformer of",
            "io.gnomon.weave.LoadedClasses find",
            "io.gnomon.weave.LoadedClasses transformAgain");

    /** These run when the application does, or something else takes their place. */
    private static final List<String> SURVIVED = List.of(
            "io.gnomon.agent.Launcher launch",
            "io.gnomon.AgentCore start",
            "java.lang.GnomonShutdown runLast",
            "io.gnomon.record.Recording open",
            "io.gnomon.record.Recording openStore",
            "io.gnomon.record.sink.RecorderSink link",
            "io.gnomon.RunStore open",
            "io.gnomon.RunStore follow",
            "io.gnomon.system.RunInfoReader read",
            "io.gnomon.store.file.SqliteLibrary load",
            "io.gnomon.store.write.Store open",
            "io.gnomon.store.file.DatabaseFile open",
            "io.gnomon.log.RotatingLog open",
            "io.gnomon.log.RotatingLog write",
            "io.gnomon.weave.Weaving transform",
            "io.gnomon.weave.ClassWeaver weave");

    @TempDir
    Path folder;

    /** Each at its begin, and when it has done its work, by each kind of failure; in the default build by some of them. */
    @TestFactory
    Stream<DynamicTest> whatTheStartNeeds() {
        return faults(NEEDED).map(fault -> fault.test(this::endsTheStart));
    }

    @TestFactory
    Stream<DynamicTest> whatTheStartSurvives() {
        return faults(SURVIVED).map(fault -> fault.test(this::isSurvived));
    }

    /** A jar that was damaged, or cut by somebody who wanted it smaller. */
    @TestFactory
    Stream<DynamicTest> aClassThatIsMissing() throws Exception {
        Path loaded = folder.resolve("loaded.txt");
        ForkedJvm.Result usual = program(Jdk.of25(), Files.createDirectories(folder.resolve("usual")))
                .jvm("-Xlog:class+load=info:file=" + loaded)
                .run();
        assertThat(usual.linesOfAgent()).hasSize(1);
        List<String> classes = new ArrayList<>();
        for (String line : Files.readAllLines(loaded)) {
            String name = line.replaceAll("^(\\[[^]]*\\])+ ", "").replaceAll(" source:.*", "");
            // Without the first nobody is there to say anything: the JVM itself refuses to start.
            if ((name.startsWith("io.gnomon.") || name.startsWith("java.lang.Gnomon"))
                    && !name.startsWith("io.gnomon.it.")
                    && !name.equals("io.gnomon.agent.Agent")
                    && !name.contains("/0x")) {
                classes.add(name);
            }
        }
        assertThat(classes).hasSizeGreaterThan(200);
        Collections.shuffle(classes, new Random(11));
        return classes.stream()
                .limit(Repetitions.of(classes.size()))
                .map(name -> DynamicTest.dynamicTest(name, () -> isMissed(name)));
    }

    private record Fault(String step, Jdk jdk, Class<? extends Throwable> failure, When when) {

        interface Check {
            void of(Fault fault) throws Exception;
        }

        DynamicTest test(Check check) {
            return DynamicTest.dynamicTest(toString(), () -> check.of(this));
        }

        Path breakJar(Path copy) throws IOException {
            int blank = step.indexOf(' ');
            return BrokenJar.throwing(copy, step.substring(0, blank), step.substring(blank + 1), failure, when);
        }

        @Override
        public String toString() {
            return step + " fails " + (when == When.AT_ITS_END ? "late" : "at once") + " by " + failure.getSimpleName()
                    + ", " + jdk;
        }
    }

    /** All that can be made of these steps; of each step a tenth in the default build, another for each. */
    private static Stream<Fault> faults(List<String> steps) {
        return IntStream.range(0, steps.size()).boxed().flatMap(number -> {
            List<Fault> all = new ArrayList<>();
            for (Class<? extends Throwable> failure : FAILURES) {
                for (Jdk jdk : Jdk.all().toList()) {
                    for (When when : When.values()) {
                        all.add(new Fault(steps.get(number), jdk, failure, when));
                    }
                }
            }
            Collections.rotate(all, number * 5);
            return all.stream().limit(Repetitions.of(all.size()));
        });
    }

    private void endsTheStart(Fault fault) throws Exception {
        Path own = ownFolder(fault.toString());
        ForkedJvm.Result result = runsAsUsual(fault.jdk(), own, fault.breakJar(own.resolve("gnomon.jar")));

        List<String> said = new ArrayList<>(result.linesOfAgent());
        assertThat(said.remove(said.size() - 1))
                .startsWith(NOT_MONITORING)
                .contains(fault.failure().getName() + ": injected");
        // Some steps are taken again, to undo what was done.
        assertThat(said).hasSizeLessThanOrEqualTo(1).allMatch(line -> line.contains("could not be stopped properly"));
        nothingIsLeft(own);
    }

    private void isSurvived(Fault fault) throws Exception {
        Path own = ownFolder(fault.toString());
        ForkedJvm.Result result = runsAsUsual(fault.jdk(), own, fault.breakJar(own.resolve("gnomon.jar")));

        assertThat(result.linesOfAgent()).doesNotHaveDuplicates().hasSizeLessThanOrEqualTo(3);
        whatIsStoredIsWhole(own);
    }

    private void isMissed(String className) throws Exception {
        Path own = ownFolder(className);
        ForkedJvm.Result result = runsAsUsual(Jdk.of25(), own, BrokenJar.without(own.resolve("gnomon.jar"), className));

        // What is needed again and again may fail in more than one way, until nothing is stored any more.
        assertThat(result.linesOfAgent()).hasSizeBetween(1, 5);
        if (result.linesOfAgent().get(0).startsWith(NOT_MONITORING)) {
            assertThat(result.linesOfAgent()).hasSize(1);
            nothingIsLeft(own);
        } else {
            whatIsStoredIsWhole(own);
        }
    }

    private Path ownFolder(String name) throws IOException {
        Path own = folder.resolve(name.replaceAll("[^A-Za-z0-9]+", "-"));
        Files.createDirectories(own.resolve("tmp"));
        return own;
    }

    private static ForkedJvm program(Jdk jdk, Path own) throws IOException {
        Path rules = Files.writeString(
                own.resolve("rules.yaml"),
                "- class: io.gnomon.it.programs.TellsThreads\n  method: work\n  operation: work\n");
        return new ForkedJvm(jdk, own)
                .option("rules", rules.toString())
                .jvm("-Djava.io.tmpdir=" + own.resolve("tmp"))
                .main(TellsThreads.class, own.resolve("threads.txt").toString(), String.valueOf(CALLS));
    }

    private static ForkedJvm.Result runsAsUsual(Jdk jdk, Path own, Path jar) throws IOException {
        ForkedJvm.Result result = program(jdk, own).agent(jar).run();
        Files.delete(jar);
        assertThat(result.exitCode()).as(result.errors()).isEqualTo(3);
        assertThat(result.output()).isEqualToIgnoringNewLines("made 10, sum 1395");
        assertThat(result.errorsOfOthers()).isEmpty();
        return result;
    }

    private static void nothingIsLeft(Path own) throws IOException {
        assertThat(Files.readAllLines(own.resolve("threads.txt")))
                .contains("main")
                .noneMatch(name -> name.startsWith("gnomon"));
        // Recording begins before weaving does. The file is then there, and is whole.
        Set<String> files = files(own);
        if (files.contains("calls.db")) {
            CallsFile file = new CallsFile(own.resolve("calls.db"));
            assertThat(file.text("PRAGMA integrity_check")).isEqualTo("ok");
            assertThat(file.number("SELECT ended_cleanly FROM runs")).isEqualTo(1);
            files.removeAll(Set.of("calls.db", "calls.db.log"));
        }
        assertThat(files).isEmpty();
    }

    private static void whatIsStoredIsWhole(Path own) throws IOException {
        Set<String> files = files(own);
        assertThat(files).isSubsetOf("calls.db", "calls.db.log");
        if (files.contains("calls.db")) {
            CallsFile file = new CallsFile(own.resolve("calls.db"));
            assertThat(file.text("PRAGMA integrity_check")).isEqualTo("ok");
            assertThat(unbalanced(file)).isZero();
        }
    }

    /** In a file that has never been written to there is nothing to balance. */
    private static long unbalanced(CallsFile file) {
        return file.number("SELECT count(*) FROM sqlite_schema") == 0
                ? 0
                : file.number(
                        "SELECT coalesce(sum(produced - stored - sampled_out - pending - dropped), 0) FROM accounts");
    }

    /** What the agent left, in the temporary folder, too. */
    private static Set<String> files(Path own) throws IOException {
        try (Stream<Path> all = Files.walk(own)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> own.relativize(file).toString())
                    .filter(name -> !Set.of("rules.yaml", "output.txt", "errors.txt", "threads.txt")
                            .contains(name))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}

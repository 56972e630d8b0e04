package io.gnomon.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.gnomon.it.programs.AsksOddly;
import io.gnomon.it.programs.Surroundings;
import io.gnomon.it.programs.TellingLogManager;
import io.gnomon.it.programs.Unwilling;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The application and the agent do not see each other, whatever libraries they bring. */
class IsolationIT {

    /** A class of each library that the agent bundles, and of each part of the agent that is not for applications. */
    private static final List<String> HIDDEN = List.of(
            "io.gnomon.AgentCore",
            "io.gnomon.record.Pipeline",
            "io.gnomon.rules.Rule",
            "net.bytebuddy.ByteBuddy",
            "net.bytebuddy.jar.asm.ClassReader",
            "org.HdrHistogram.Histogram",
            "com.fasterxml.jackson.core.JsonFactory",
            "org.jctools.queues.varhandle.MpscVarHandleArrayQueue",
            "picocli.CommandLine",
            "org.slf4j.LoggerFactory",
            "org.snakeyaml.engine.v2.api.Load",
            "org.sqlite.JDBC");

    private static final List<String> HIDDEN_RESOURCES = List.of(
            "META-INF/services/org.slf4j.spi.SLF4JServiceProvider",
            "META-INF/services/java.sql.Driver",
            "io/gnomon/store/file/schema-1.sql",
            "org/sqlite/native/Linux/x86_64/libsqlitejdbc.so");

    @TempDir
    Path folder;

    @TempDir
    Path temporary;

    @TempDir
    Path classes;

    private Path rules;

    @BeforeEach
    void weavesTheApplicationAndItsLibraries() throws Exception {
        rules = Files.writeString(
                folder.resolve("rules.yaml"),
                Stream.of(
                                "shop.**",
                                "io.gnomon.it.programs.Surroundings",
                                "org.HdrHistogram.**",
                                "org.jctools.**",
                                "com.fasterxml.jackson.core.**",
                                "org.sqlite.**",
                                "org.slf4j.**",
                                "net.bytebuddy.ByteBuddy")
                        .map(classes -> "- class: \"" + classes + "\"\n  method: \"*\"\n")
                        .collect(Collectors.joining()));
    }

    @ParameterizedTest
    @MethodSource("io.gnomon.it.Jdk#all")
    void anApplicationUsesItsOwnLibraries(Jdk jdk) throws Exception {
        ownLibraries(jdk, List.of(), "unsafe");
    }

    @Test
    void anApplicationUsesItsOwnLibrariesWhereNativeAccessAndUnsafeAreDenied() throws Exception {
        // The class path is granted native access for the application's own drivers; the agent's module is not on it.
        ownLibraries(
                Jdk.of25(),
                List.of(
                        "--illegal-native-access=deny",
                        "--sun-misc-unsafe-memory-access=deny",
                        "--enable-native-access=ALL-UNNAMED"));
    }

    private void ownLibraries(Jdk jdk, List<String> flags, String... arguments) throws Exception {
        List<Path> libraries = Application.libraries("isolation");
        Application.compile("shop/OwnLibraries.java", libraries, classes);
        List<Path> classPath = new ArrayList<>(libraries);
        classPath.add(0, classes);

        ForkedJvm.Result without = jvm(jdk, flags)
                .withoutAgent()
                .classPath(classPath)
                .main("shop.OwnLibraries", arguments)
                .run();
        ForkedJvm.Result with = jvm(jdk, flags)
                .classPath(classPath)
                .main("shop.OwnLibraries", arguments)
                .run();

        assertThat(without.exitCode()).as(without.errors()).isZero();
        for (Path library : libraries) {
            // OSHI uses this one; the application itself does not.
            if (!library.getFileName().toString().startsWith("jna-platform")) {
                assertThat(without.output()).contains(": " + library.getFileName() + ", ");
            }
        }
        assertThat(with.exitCode()).as(with.errors()).isZero();
        assertThat(with.output()).isEqualTo(without.output());
        assertThat(with.errorsOfOthers()).isEqualTo(without.errorsOfOthers());
        assertThat(with.errors().lines().filter(line -> line.startsWith("gnomon: ")))
                .hasSize(1);
        CallsFile file = new CallsFile(folder.resolve("calls.db"));
        assertThat(file.number("SELECT sum(calls) FROM operation_stats WHERE operation LIKE '%OwnLibraries.%'"))
                .isGreaterThanOrEqualTo(10);
        assertThat(file.number("SELECT sum(calls) FROM operation_stats WHERE operation LIKE '%Histogram.recordValue'"))
                .isPositive();
        assertThat(file.ledgerBalances()).isTrue();
        nothingIsLeftBehind();
    }

    /** From the start to the end, reading for the API included. */
    @ParameterizedTest
    @MethodSource("io.gnomon.it.Jdk#all")
    void nothingIsInitialisedThatRegistersADriverOrStartsTheLoggingOfTheJdk(Jdk jdk) throws Exception {
        Path log = folder.resolve("initialised.log");
        ForkedJvm.Result result = new ForkedJvm(jdk, folder)
                .jvm("-Xlog:class+init=info:file=" + log)
                .classPath(List.of(ForkedJvm.testClasses(), ForkedJvm.api()))
                .main(AsksOddly.class)
                .run();

        assertThat(result.output()).startsWith("known: 5 true");
        String initialised = Files.readString(log).replace('/', '.');
        assertThat(initialised).contains("org.sqlite.jdbc4.JDBC4Connection", "io.gnomon.store.read.ReadConnection");
        assertThat(Stream.of(
                                "java.sql.DriverManager",
                                "org.sqlite.JDBC",
                                "java.util.logging.LogManager",
                                "javax.management.MBeanServerFactory")
                        .filter(name -> initialised
                                .lines()
                                .anyMatch(line -> line.matches(".*Initializing '" + name.replace(".", "\\.") + "'.*"))))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("io.gnomon.it.Jdk#all")
    void noMethodOfTheApplicationsObjectsHasToWork(Jdk jdk) throws Exception {
        ForkedJvm jvm = new ForkedJvm(jdk, folder)
                .classPath(List.of(ForkedJvm.testClasses(), ForkedJvm.api()))
                .main(Unwilling.class);

        ForkedJvm.Result result = jvm.run();

        assertThat(result.exitCode()).isZero();
        assertThat(result.errorsOfOthers()).isEmpty();
        assertThat(result.output().lines()).containsExactly("failed as expected", "done");
        CallsFile file = new CallsFile(jvm.database());
        assertThat(file.number("SELECT count(*) FROM calls WHERE thread = 'unwilling' AND thread_id > 0"))
                .isEqualTo(2);
        assertThat(file.number("SELECT count(*) FROM failed_calls WHERE error_type LIKE '%UnwillingFailure'"))
                .isEqualTo(1);
        assertThat(file.ledgerBalances()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("io.gnomon.it.Jdk#all")
    void anApplicationSeesTheSameSurroundings(Jdk jdk) throws Exception {
        List<String> names =
                Stream.concat(HIDDEN.stream(), HIDDEN_RESOURCES.stream()).toList();

        List<String> without = surroundings(jvm(jdk, List.of()).withoutAgent(), names);
        List<String> with = surroundings(jvm(jdk, List.of()), names);

        assertThat(without)
                .containsAll(HIDDEN.stream().map(name -> "class " + name + ": ").toList())
                .containsAll(HIDDEN_RESOURCES.stream()
                        .map(name -> "resource " + name + ": ")
                        .toList())
                .containsSubsequence("from here on: java.util.logging may start", "java.util.logging starts");
        // The JVM itself appends an agent to the class path.
        String classPath = "property java.class.path: " + ForkedJvm.testClasses();
        assertThat(without).contains(classPath);
        assertThat(with.stream()
                        .map(line ->
                                line.equals(classPath + File.pathSeparator + ForkedJvm.agentJar()) ? classPath : line))
                .isEqualTo(without);
        assertThat(new CallsFile(folder.resolve("calls.db")).number("SELECT sum(calls) FROM operation_stats"))
                .isGreaterThan(HIDDEN.size());
        nothingIsLeftBehind();
    }

    private static List<String> surroundings(ForkedJvm jvm, List<String> names) {
        ForkedJvm.Result result = jvm.jvm("-Djava.util.logging.manager=" + TellingLogManager.class.getName())
                .main(Surroundings.class, names.toArray(String[]::new))
                .run();
        assertThat(result.exitCode()).as(result.errors()).isZero();
        assertThat(result.errorsOfOthers()).isEmpty();
        return result.output().lines().toList();
    }

    private ForkedJvm jvm(Jdk jdk, List<String> flags) {
        return new ForkedJvm(jdk, folder)
                .option("rules", rules.toString())
                .jvm("-Djava.io.tmpdir=" + temporary)
                // Without the time of day.
                .jvm("-Djava.util.logging.SimpleFormatter.format=%4$s %5$s%n")
                .jvm(flags.toArray(String[]::new));
    }

    private void nothingIsLeftBehind() throws Exception {
        assertThat(names(temporary)).isEmpty();
        assertThat(names(folder))
                .containsExactlyInAnyOrder("rules.yaml", "calls.db", "calls.db.log", "output.txt", "errors.txt");
    }

    private static List<String> names(Path of) throws Exception {
        try (Stream<Path> files = Files.list(of)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}

package io.gnomon;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The order of modules and packages, as docs/architecture.md draws it, and what no part of the agent may touch. */
class ArchitectureTest {

    /**
     * Which packages of the core each may import; no more. A new edge is a decision: it is made here, and explained in
     * docs/architecture.md.
     */
    private static final Map<String, Set<String>> ALLOWED = Map.ofEntries(
            edges("files"),
            edges("log", "files", "text"),
            edges("part", "log"),
            edges("config"),
            edges("model"),
            edges("naming", "config"),
            edges("weave", "log", "model"),
            edges("store.file", "files"),
            edges("store.write", "files", "log", "model", "store.file"),
            edges("store.read", "store.file"),
            edges("retention", "log", "model", "store.write"),
            edges("stats", "model", "store.read"),
            edges("text"),
            edges("system", "model", "text"),
            edges("record.memory"),
            edges("record.detail", "model", "record.memory"),
            edges("record.sink", "log", "model", "record.detail", "record.memory"),
            edges("record.rollup", "model"),
            edges("record.rows", "model", "record.detail", "record.memory"),
            edges("record.throttle", "model", "part", "record.rollup"),
            edges(
                    "record.read",
                    "model",
                    "record.memory",
                    "record.rollup",
                    "record.rows",
                    "record.sink",
                    "record.throttle",
                    "text"),
            edges(
                    "record",
                    "log",
                    "model",
                    "part",
                    "system",
                    "store.file",
                    "store.write",
                    "record.detail",
                    "record.read",
                    "record.rollup",
                    "record.rows",
                    "record.sink",
                    "record.throttle",
                    "text"),
            edges("cli.jar"),
            edges("cli.input", "model", "system", "stats", "store.file", "store.read"),
            edges("cli.text", "model", "cli.input", "stats", "text"),
            edges("cli.json", "cli.input", "cli.text", "stats", "text"),
            edges("cli.doctor", "model", "cli.jar", "cli.text", "config", "store.file", "store.read", "text"),
            edges("cli.attach", "config", "cli.input"),
            edges(
                    "cli.command",
                    "config",
                    "model",
                    "stats",
                    "store.read",
                    "cli.attach",
                    "cli.doctor",
                    "cli.input",
                    "cli.jar",
                    "cli.json",
                    "cli.text",
                    "text"),
            edges("cli", "stats", "store.read", "cli.command", "cli.input", "cli.jar", "cli.text"));

    private static final String ROOT = "io.gnomon";

    private static final JavaClasses CORE = classesOf("agent-core");
    private static final JavaClasses RULES = classesOf("instrumentation-rules");
    private static final JavaClasses BOOTSTRAP = classesOf("agent-bootstrap");
    private static final JavaClasses ALL = new ClassFileImporter()
            .importPaths(folder("agent-core"), folder("instrumentation-rules"), folder("agent-bootstrap"));

    @ParameterizedTest
    @MethodSource("packages")
    void importsOnlyWhatItMay(String name) {
        assertThat(ALLOWED).containsKey(name);
        Set<String> known = CORE.stream()
                .map(type -> type.getPackageName())
                .filter(other -> other.startsWith(ROOT))
                .collect(Collectors.toSet());
        String[] refused = known.stream()
                .filter(other -> other.equals(ROOT)
                        || (!other.equals(ROOT + "." + name)
                                && !Objects.requireNonNull(ALLOWED.get(name))
                                        .contains(other.substring(ROOT.length() + 1))))
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage(ROOT + "." + name)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(refused)
                .check(CORE);
    }

    /** All but the root, which wires and alone sees all. */
    static Stream<String> packages() {
        return CORE.stream()
                .map(type -> type.getPackageName())
                .distinct()
                .filter(name -> name.startsWith(ROOT + "."))
                .map(name -> name.substring(ROOT.length() + 1))
                .sorted();
    }

    private static Map.Entry<String, Set<String>> edges(String from, String... to) {
        return Map.entry(from, Set.of(to));
    }

    @Test
    void noPackagesFormACycle() {
        slices().matching("io.gnomon.(**)").should().beFreeOfCycles().check(ALL);
    }

    @Test
    void theBootstrapNeedsTheJdkAlone() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "jdk.internal..", "io.gnomon.agent", "io.gnomon.api", "org.jspecify..")
                .check(BOOTSTRAP);
    }

    @Test
    void rulesNeedNothingOfTheAgent() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "io.gnomon.rules", "io.gnomon.yaml", "org.snakeyaml..", "org.jspecify..")
                .check(RULES);
    }

    @Test
    void eachLibraryHasItsPlace() {
        only("net.bytebuddy..", "weave");
        only("org.sqlite..", "store..");
        only("org.jctools..", "record.sink", "record.detail");
        only("org.slf4j..", "log");
        only("picocli..", "cli..");
        only("com.fasterxml..", "cli.json");
        only("org.HdrHistogram..", "model", "store..", "stats", "record..");
    }

    private static void only(String library, String... packages) {
        List<String> allowed = new ArrayList<>(List.of(library));
        for (String name : packages) {
            allowed.add("io.gnomon." + name);
        }
        noClasses()
                .that()
                .resideOutsideOfPackages(allowed.toArray(String[]::new))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .check(ALL);
    }

    /** Before {@code main} it would keep the application from installing its own log manager. */
    @Test
    void nothingStartsTheLoggingOfTheJdk() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.util.logging..")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(System.Logger.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(DriverManager.class)
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("org.sqlite.JDBC")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(javax.sql.DataSource.class)
                .orShould()
                .callMethod(ManagementFactory.class, "getPlatformMBeanServer")
                .check(ALL);
    }

    @Test
    void nothingChangesWhatBelongsToTheApplication() {
        noClasses()
                .should()
                .callMethod(System.class, "setProperty", String.class, String.class)
                .orShould()
                .callMethod(System.class, "clearProperty", String.class)
                .orShould()
                .callMethod(System.class, "setProperties", java.util.Properties.class)
                .orShould()
                .callMethod(System.class, "setOut", java.io.PrintStream.class)
                .orShould()
                .callMethod(System.class, "setErr", java.io.PrintStream.class)
                .orShould()
                .callMethod(Thread.class, "setDefaultUncaughtExceptionHandler", Thread.UncaughtExceptionHandler.class)
                .orShould()
                .callMethod(java.util.Locale.class, "setDefault", java.util.Locale.class)
                .check(ALL);
    }

    @Test
    void onlyTheCommandsPrintAndExit() {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.gnomon.cli..", "io.gnomon.agent")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(System.class, "exit", int.class)
                .check(ALL);
    }

    private static JavaClasses classesOf(String module) {
        return new ClassFileImporter().importPath(folder(module));
    }

    private static Path folder(String module) {
        return Path.of("..", module, "target", "classes");
    }
}

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
import org.junit.jupiter.api.Test;

/** The order of modules and packages, as docs/architecture.md draws it, and what no part of the agent may touch. */
class ArchitectureTest {

    /** Each imports only those before it. */
    private static final List<String> ORDER =
            List.of("log", "config", "model", "weave", "store", "stats", "system", "pipeline", "cli");

    private static final JavaClasses CORE = classesOf("agent-core");
    private static final JavaClasses RULES = classesOf("instrumentation-rules");
    private static final JavaClasses BOOTSTRAP = classesOf("agent-bootstrap");
    private static final JavaClasses ALL = new ClassFileImporter()
            .importPaths(folder("agent-core"), folder("instrumentation-rules"), folder("agent-bootstrap"));

    @Test
    void packagesOfTheCoreImportOnlyThoseBeforeThem() {
        for (int index = 0; index < ORDER.size(); index++) {
            List<String> later = new ArrayList<>(List.of("io.gnomon"));
            ORDER.subList(index + 1, ORDER.size()).forEach(name -> later.add("io.gnomon." + name + ".."));
            noClasses()
                    .that()
                    .resideInAPackage("io.gnomon." + ORDER.get(index) + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(later.toArray(String[]::new))
                    .check(CORE);
        }
    }

    @Test
    void theOrderNamesEachPackage() {
        assertThat(CORE.stream().map(type -> type.getPackageName()).distinct())
                .allMatch(name -> name.equals("io.gnomon") || ORDER.contains(name.substring("io.gnomon.".length())));
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
        only("org.sqlite..", "store");
        only("org.jctools..", "pipeline");
        only("org.slf4j..", "log");
        only("picocli..", "cli");
        only("com.fasterxml..", "cli");
        only("org.HdrHistogram..", "model", "store", "stats", "pipeline");
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
                .resideOutsideOfPackages("io.gnomon.cli", "io.gnomon.agent")
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

package io.gnomon.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.gnomon.it.programs.UsesTheJdk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever of the JDK a rule names: the program runs as before, and what is woven is recorded. */
class JdkClassesIT {

    /** What people do name, what the agent itself uses, and what nobody should name. */
    private static final List<List<String>> NAMED = List.of(
            List.of("java.util.HashMap", "java.io.FileInputStream", "java.net.*Socket*", "java.util.zip.**"),
            List.of("java.lang.String", "java.lang.Integer", "java.lang.StringBuilder"),
            List.of("java.lang.Long", "java.lang.Number", "java.lang.Character"),
            List.of("java.util.ArrayList", "java.util.concurrent.ConcurrentHashMap"),
            List.of("java.util.concurrent.**"),
            List.of("java.lang.**"),
            List.of("java.util.**", "java.io.**", "java.nio.**"),
            List.of("**"));

    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> aProgramRunsAsBefore() {
        return Jdk.all()
                .flatMap(jdk -> NAMED.stream()
                        .map(names -> DynamicTest.dynamicTest(jdk + ": " + names, () -> runsAsBefore(jdk, names))));
    }

    private void runsAsBefore(Jdk jdk, List<String> names) throws Exception {
        Path own = Files.createDirectories(folder.resolve(jdk.feature() + "-" + NAMED.indexOf(names)));
        StringBuilder text = new StringBuilder();
        for (String name : names) {
            text.append("- class: \"").append(name).append("\"\n  method: \"*\"\n");
        }
        Path rules = Files.writeString(own.resolve("rules.yaml"), text);
        ForkedJvm.Result without = new ForkedJvm(jdk, own)
                .withoutAgent()
                .main(UsesTheJdk.class, own.toString())
                .run();
        ForkedJvm jvm =
                new ForkedJvm(jdk, own).option("rules", rules.toString()).main(UsesTheJdk.class, own.toString());

        ForkedJvm.Result with = jvm.run();

        assertThat(with.exitCode()).isZero();
        assertThat(with.output()).isEqualTo(without.output());
        assertThat(with.errorsOfOthers()).isEqualTo(without.errors().lines().toList());
        assertThat(with.linesOfAgent()).hasSize(1);
        CallsFile file = new CallsFile(jvm.database());
        assertThat(file.number("SELECT sum(calls) FROM operation_stats WHERE class LIKE 'java.%'"))
                .isPositive();
        assertThat(file.number("SELECT ended_cleanly FROM runs")).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("io.gnomon.it.Jdk#all")
    void whatIsNeverMonitoredIsReportedWithTheReason(Jdk jdk) throws Exception {
        Path rules = Files.writeString(folder.resolve("rules.yaml"), """
                - class: java.lang.ThreadLocal
                  method: get
                - class: java.util.concurrent.atomic.AtomicInteger
                  method: "*"
                - class: java.lang.Math
                  method: "*"
                - class: java.lang.System
                  method: "*"
                """);
        ForkedJvm jvm =
                new ForkedJvm(jdk, folder).option("rules", rules.toString()).main(UsesTheJdk.class, folder.toString());

        ForkedJvm.Result result = jvm.run();

        assertThat(result.exitCode()).isZero();
        assertThat(result.errorsOfOthers()).isEmpty();
        assertThat(result.linesOfAgent())
                .hasSize(5)
                .contains(
                        rules + ":1: java.lang.ThreadLocal is never monitored, because the recorder itself calls it",
                        rules
                                + ":3: java.util.concurrent.atomic.AtomicInteger is never monitored, because the recorder itself calls it",
                        rules + ":5: java.lang.Math is never monitored, because the recorder itself calls it",
                        rules + ":7: java.lang.System is never monitored, because the recorder itself calls it");
    }
}

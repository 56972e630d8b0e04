package io.gnomon.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.tools.attach.VirtualMachine;
import io.gnomon.it.programs.Attached;
import io.gnomon.it.programs.EndsSomehow;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** All ways in which the agent comes to a JVM. */
class AttachIT {

    @TempDir
    Path folder;

    private Path rules;

    @BeforeEach
    void writeRules() throws Exception {
        rules = Files.writeString(folder.resolve("rules.yaml"), """
                - class: io.gnomon.it.programs.Attached
                  method: byRule
                  operation: "{method}"
                - class: io.gnomon.it.programs.EndsSomehow
                  method: work
                  operation: "{method}"
                """);
    }

    @ParameterizedTest
    @MethodSource("io.gnomon.it.Jdk#all")
    void attachedToALiveJvmItMonitorsWhatIsLoadedAlready(Jdk jdk) throws Exception {
        ForkedJvm jvm = new ForkedJvm(jdk, folder)
                .withoutAgent()
                .jvm("-XX:+EnableDynamicAgentLoading")
                .classPath(List.of(ForkedJvm.testClasses(), ForkedJvm.api()))
                .main(Attached.class);
        Process process = jvm.start();
        try {
            awaitRounds(jvm, process, 1);
            VirtualMachine machine = VirtualMachine.attach(String.valueOf(process.pid()));
            String options = "rules=" + rules + ",database=" + jvm.database();
            machine.loadAgent(ForkedJvm.agentJar().toString(), options);
            nextRound(process);
            awaitRounds(jvm, process, 2);

            machine.loadAgent(ForkedJvm.agentJar().toString(), options + ",slow-threshold=1ns");
            machine.detach();
            nextRound(process);
            awaitRounds(jvm, process, 3);
            process.getOutputStream().close();
            ForkedJvm.Result result = jvm.await(process);

            assertThat(result.exitCode()).isZero();
            assertThat(result.output().lines())
                    .containsExactly("round, monitored: false", "round, monitored: true", "round, monitored: true");
            assertThat(result.errorsOfOthers()).isEmpty();
            assertThat(result.linesOfAgent())
                    .hasSize(2)
                    .anyMatch(line -> line.startsWith("monitoring @Monitored methods and the methods of 2 rules"))
                    .anyMatch(line -> line.equals("already monitoring this JVM: only the rules can be changed now,"
                            + " not database, slow-threshold; attach with 'detach' first"));
            CallsFile file = new CallsFile(jvm.database());
            assertThat(file.rows("SELECT operation, calls, errors, slow FROM operation_stats"))
                    .containsExactlyInAnyOrder(
                            Map.of("operation", "byRule", "calls", 20, "errors", 0, "slow", 0),
                            Map.of("operation", "byAnnotation", "calls", 20, "errors", 0, "slow", 0),
                            Map.of("operation", "by hand", "calls", 20, "errors", 2, "slow", 0));
            assertThat(file.rows("SELECT kind FROM events ORDER BY happened_at"))
                    .containsExactly(Map.of("kind", "attached"), Map.of("kind", "ended"));
        } finally {
            process.destroyForcibly();
        }
    }

    @ParameterizedTest
    @MethodSource("io.gnomon.it.Jdk#all")
    void theCommandTellsWhatCameOfItAndCanChangeTheRulesAndTakeTheAgentOut(Jdk jdk) throws Exception {
        ForkedJvm jvm = attachable(jdk);
        Process process = jvm.start();
        try {
            awaitRounds(jvm, process, 1);
            Path database = folder.resolve("caller").resolve("calls.db");

            assertThat(attach(jdk, process, "database=calls.db,rules=missing.yaml")
                            .exitCode())
                    .isEqualTo(1);
            assertThat(attach(jdk, process, "detach").exitCode()).isZero();
            ForkedJvm.Result wrong = attach(jdk, process, "slow-treshold=5ms");
            assertThat(wrong.exitCode()).isEqualTo(4);
            assertThat(wrong.errors())
                    .contains("did you mean 'slow-threshold'?")
                    .contains("not monitoring: the configuration has mistakes");
            assertThat(attach(jdk, process, "enabled=false").exitCode()).isEqualTo(4);
            assertThat(attach(jdk, process, "detach").errors()).contains("there is nothing to detach");

            Files.writeString(folder.resolve("caller").resolve("rules.yaml"), """
                    - class: io.gnomon.it.programs.Attached
                      method: byRule
                      operation: first
                    """);
            ForkedJvm.Result attached = attach(jdk, process, "rules=rules.yaml,database=calls.db");
            assertThat(attached.errors()).isEmpty();
            assertThat(attached.output())
                    .contains("monitoring 2 methods of 1 class that are loaded now")
                    .contains("data in " + database);
            nextRound(process);
            awaitRounds(jvm, process, 2);

            Files.writeString(folder.resolve("caller").resolve("rules.yaml"), """
                    - class: io.gnomon.it.programs.Attached
                      method: byAnnotation
                      operation: second
                    """);
            ForkedJvm.Result refused = attach(jdk, process, "slow-threshold=1ns");
            assertThat(refused.exitCode()).isEqualTo(4);
            assertThat(refused.errors()).contains("only the rules can be changed now, not slow-threshold");
            assertThat(attach(jdk, process, "rules=rules.yaml").output()).contains("replaced by 1 rule");
            nextRound(process);
            awaitRounds(jvm, process, 3);

            Files.writeString(folder.resolve("caller").resolve("rules.yaml"), "- klass: what\n");
            ForkedJvm.Result mistaken = attach(jdk, process, "rules=rules.yaml");
            assertThat(mistaken.exitCode()).isEqualTo(4);
            assertThat(mistaken.errors()).contains("rules.yaml:1").contains("the rules were not replaced");

            ForkedJvm.Result detached = attach(jdk, process, "detach");
            assertThat(detached.exitCode()).isZero();
            assertThat(detached.output()).contains("all weaving is removed").contains(database.toString());
            nextRound(process);
            awaitRounds(jvm, process, 4);
            assertThat(ended(database, 2)).isTrue();

            assertThat(attach(jdk, process, "database=calls.db").exitCode()).isZero();
            nextRound(process);
            awaitRounds(jvm, process, 5);
            process.getOutputStream().close();
            ForkedJvm.Result result = jvm.await(process);

            assertThat(result.exitCode()).isZero();
            assertThat(result.errorsOfOthers()).isEmpty();
            CallsFile file = new CallsFile(database);
            assertThat(file.rows("SELECT run, operation, calls FROM operation_stats"))
                    .containsExactlyInAnyOrder(
                            Map.of("run", 2, "operation", "first", "calls", 10),
                            Map.of("run", 2, "operation", "byAnnotation", "calls", 10),
                            Map.of("run", 2, "operation", "second", "calls", 10),
                            Map.of("run", 2, "operation", "by hand", "calls", 20),
                            Map.of("run", 3, "operation", "byAnnotation", "calls", 10),
                            Map.of("run", 3, "operation", "by hand", "calls", 10));
            assertThat(ended(database, 3)).isTrue();
        } finally {
            process.destroyForcibly();
        }
    }

    private ForkedJvm attachable(Jdk jdk) throws IOException {
        Files.createDirectories(folder.resolve("caller"));
        return new ForkedJvm(jdk, folder)
                .withoutAgent()
                .jvm("-XX:+EnableDynamicAgentLoading")
                .classPath(List.of(ForkedJvm.testClasses(), ForkedJvm.api()))
                .main(Attached.class);
    }

    /** As a user would, in another folder than the application's. */
    private ForkedJvm.Result attach(Jdk jdk, Process process, String options) {
        return new ForkedJvm(jdk, folder.resolve("caller"))
                .withoutAgent()
                .jar(ForkedJvm.agentJar(), "attach", String.valueOf(process.pid()), options)
                .run();
    }

    private static boolean ended(Path database, int run) {
        return new CallsFile(database).number("SELECT ended_cleanly FROM runs WHERE run = " + run) == 1;
    }

    @ParameterizedTest
    @MethodSource("io.gnomon.it.Jdk#all")
    void theEnvironmentBringsItToAProgram(Jdk jdk) {
        ForkedJvm jvm = new ForkedJvm(jdk, folder)
                .option("rules", rules.toString())
                .withoutAgent()
                .main(EndsSomehow.class, "exit", "10");
        ForkedJvm.Result result =
                jvm.environment("JAVA_TOOL_OPTIONS", jvm.agentFlag()).run();

        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.output()).isEqualToIgnoringNewLines("made 10");
        assertThat(result.linesOfAgent()).hasSize(1);
        assertThat(calls(jvm)).isEqualTo(10);
    }

    @ParameterizedTest
    @MethodSource("io.gnomon.it.Jdk#all")
    void theEnvironmentBringsItToAProgramStartedFromItsSource(Jdk jdk) throws Exception {
        Path source = Files.writeString(folder.resolve("Hello.java"), """
                public class Hello {
                    public static void main(String[] arguments) {
                        System.out.println(new Hello().text());
                    }
                    String text() {
                        return "hello";
                    }
                }
                """);
        Files.writeString(rules, "- class: Hello\n  method: text\n");
        ForkedJvm.Result result = new ForkedJvm(jdk, folder)
                .option("rules", rules.toString())
                .jvm(source.toString())
                .run();

        assertThat(result.exitCode()).isZero();
        assertThat(result.output()).isEqualToIgnoringNewLines("hello");
        assertThat(result.linesOfAgent()).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("io.gnomon.it.Jdk#all")
    void toolsOfTheJdkRunAsIfItWereNotThere(Jdk jdk) throws Exception {
        Path source = Files.writeString(folder.resolve("Wrong.java"), "class Wrong { int x = \"no number\"; }");
        Path store = folder.resolve("keys");
        List<List<String>> commands = List.of(
                List.of("javac", source.toString()),
                List.of(
                        "jar",
                        "--create",
                        "--file",
                        folder.resolve("a.jar").toString(),
                        "-C",
                        folder + "",
                        "rules.yaml"),
                List.of("keytool", "-list", "-keystore", store.toString(), "-storepass", "secret"));
        for (List<String> command : commands) {
            Path place = Files.createDirectories(folder.resolve(command.get(0)));
            String[] arguments = command.subList(1, command.size()).toArray(String[]::new);
            ForkedJvm plain = new ForkedJvm(jdk, place).withoutAgent().tool(command.get(0), arguments);
            ForkedJvm.Result without = plain.run();
            ForkedJvm jvm = new ForkedJvm(jdk, place).withoutAgent().tool(command.get(0), arguments);
            ForkedJvm.Result with =
                    jvm.environment("JAVA_TOOL_OPTIONS", jvm.agentFlag()).run();

            assertThat(with.exitCode()).isEqualTo(without.exitCode());
            assertThat(with.output()).isEqualTo(without.output());
            assertThat(with.errors().lines().filter(line -> !line.startsWith("Picked up JAVA_TOOL_OPTIONS")))
                    .containsExactlyElementsOf(without.errors().lines().toList());
            assertThat(jvm.database()).doesNotExist();
            try (Stream<Path> left = Files.list(place)) {
                assertThat(left.map(path -> path.getFileName().toString()))
                        .containsExactlyInAnyOrder("output.txt", "errors.txt");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("io.gnomon.it.Jdk#all")
    void givenTwiceItStartsOnce(Jdk jdk) {
        ForkedJvm jvm =
                new ForkedJvm(jdk, folder).option("rules", rules.toString()).main(EndsSomehow.class, "return", "10");
        ForkedJvm.Result result = jvm.jvm(jvm.agentFlag()).run();

        assertThat(result.exitCode()).isZero();
        assertThat(result.output()).isEqualToIgnoringNewLines("made 10");
        assertThat(result.errorsOfOthers()).isEmpty();
        assertThat(result.linesOfAgent()).hasSize(2).contains("already monitoring this JVM: nothing changed");
        assertThat(calls(jvm)).isEqualTo(10);
    }

    private static long calls(ForkedJvm jvm) {
        return new CallsFile(jvm.database()).number("SELECT calls FROM operation_stats WHERE operation = 'work'");
    }

    private static void nextRound(Process process) throws Exception {
        OutputStream in = process.getOutputStream();
        in.write("next\n".getBytes(StandardCharsets.UTF_8));
        in.flush();
    }

    private static void awaitRounds(ForkedJvm jvm, Process process, int rounds) {
        await().atMost(ForkedJvm.PATIENCE).until(() -> {
            assertThat(process.isAlive()).isTrue();
            return jvm.outputSoFar().lines().count() >= rounds;
        });
    }
}

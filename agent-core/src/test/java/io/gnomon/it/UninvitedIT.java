package io.gnomon.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.gnomon.it.programs.EndsSomehow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.codehaus.plexus.classworlds.launcher.Launcher;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** JAVA_TOOL_OPTIONS brings the agent into JVMs that nobody means to monitor: there it does nothing, and says nothing. */
class UninvitedIT {

    private static final List<String> WITHOUT_AGENT = List.of("recorder: false", "threads: []");

    @TempDir
    Path folder;

    @ParameterizedTest
    @MethodSource("io.gnomon.it.Jdk#all")
    void aJvmThatRunsNoProgram(Jdk jdk) throws Exception {
        staysOut(jdk, jvm -> jvm.tool("java", "-version"));
        staysOut(jdk, jvm -> jvm.tool("java", "--list-modules"));
        staysOut(jdk, jvm -> jvm.tool("java", "-XshowSettings:security:properties", "-version"));
        staysOut(jdk, jvm -> jvm.tool("java"));
        staysOut(jdk, jvm -> jvm.jvm("--dry-run").main(EndsSomehow.class, "exit", "10"));
    }

    @ParameterizedTest
    @MethodSource("io.gnomon.it.Jdk#all")
    void jshellAndItsChild(Jdk jdk) throws Exception {
        Path script = Files.writeString(folder.resolve("script.jsh"), """
                boolean isDefined(String name) {
                    try { Class.forName(name); return true; } catch (ClassNotFoundException e) { return false; }
                }
                System.out.println("recorder: " + isDefined("java.lang.GnomonRecorder"))
                /exit
                """);

        ForkedJvm.Result result = staysOut(jdk, jvm -> jvm.tool("jshell", script.toString()));

        assertThat(result.output()).isEqualToIgnoringNewLines("recorder: false");
    }

    @ParameterizedTest
    @MethodSource("io.gnomon.it.Jdk#all")
    void aBuildToolUnlessItIsMeant(Jdk jdk) throws Exception {
        ForkedJvm.Result uninvited = staysOut(jdk, jvm -> jvm.main(Launcher.class));
        assertThat(uninvited.output().lines()).containsExactlyElementsOf(WITHOUT_AGENT);

        ForkedJvm enabled = fork(jdk, "enabled").option("enabled", "true").main(Launcher.class);
        monitors(enabled.environment("JAVA_TOOL_OPTIONS", enabled.agentFlag()));

        ForkedJvm named = fork(jdk, "named").main(Launcher.class);
        monitors(named.jvm(named.agentFlag()));
    }

    /** Runs it twice, without the agent and with one in JAVA_TOOL_OPTIONS; what it says, does and leaves is the same. */
    private ForkedJvm.Result staysOut(Jdk jdk, UnaryOperator<ForkedJvm> program) throws IOException {
        ForkedJvm.Result without = program.apply(fork(jdk, "without")).run();
        ForkedJvm jvm = program.apply(fork(jdk, "with"));
        ForkedJvm.Result with =
                jvm.environment("JAVA_TOOL_OPTIONS", jvm.agentFlag()).run();

        assertThat(with.exitCode()).isEqualTo(without.exitCode());
        assertThat(with.output()).isEqualTo(without.output());
        assertThat(with.errors().lines().filter(line -> !line.startsWith("Picked up JAVA_TOOL_OPTIONS")))
                .containsExactlyElementsOf(without.errors().lines().toList());
        try (Stream<Path> left = Files.list(folder.resolve("with"))) {
            assertThat(left.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("output.txt", "errors.txt");
        }
        return with;
    }

    private void monitors(ForkedJvm jvm) {
        ForkedJvm.Result result = jvm.run();
        assertThat(result.exitCode()).isZero();
        assertThat(result.output()).contains("recorder: true", "gnomon-writer");
        assertThat(result.linesOfAgent()).hasSize(1);
        assertThat(jvm.database()).exists();
    }

    private ForkedJvm fork(Jdk jdk, String name) throws IOException {
        return new ForkedJvm(jdk, Files.createDirectories(folder.resolve(name))).withoutAgent();
    }
}

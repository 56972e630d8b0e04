package io.gnomon.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.gnomon.it.programs.EndsSomehow;
import io.gnomon.it.programs.TellingLogManager;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The agent says one line, or none; the JVM has nothing to say about it, and nor has java.util.logging. */
class StandardErrorIT {

    @TempDir
    Path folder;

    static Stream<Arguments> ways() {
        List<String> deny = List.of("--illegal-native-access=deny", "--sun-misc-unsafe-memory-access=deny");
        return Stream.of(
                Arguments.of(Jdk.of17(), "false", List.of()),
                Arguments.of(Jdk.of25(), "false", List.of()),
                Arguments.of(Jdk.of25(), "true", List.of()),
                // Whatever needed more than the agent's own module is granted would fail here.
                Arguments.of(Jdk.of25(), "false", deny));
    }

    @ParameterizedTest(name = "{0}, quiet={1}, {2}")
    @MethodSource("ways")
    void nothingButTheStartLine(Jdk jdk, String quiet, List<String> flags) throws Exception {
        Path rules = Files.writeString(folder.resolve("rules.yaml"), """
                - class: io.gnomon.it.programs.EndsSomehow
                  method: work
                  operation: work
                """);
        ForkedJvm jvm = new ForkedJvm(jdk, folder)
                .option("rules", rules.toString())
                .option("quiet", quiet)
                .jvm(flags.toArray(String[]::new))
                .jvm("-Djava.util.logging.manager=" + TellingLogManager.class.getName())
                .main(EndsSomehow.class, "return", "100");

        ForkedJvm.Result result = jvm.run();

        assertThat(result.exitCode()).isZero();
        assertThat(result.output()).isEqualToIgnoringNewLines("made 100");
        if (quiet.equals("true")) {
            assertThat(result.errors()).isEmpty();
        } else {
            assertThat(result.errors().lines())
                    .containsExactly(
                            "gnomon: monitoring @Monitored methods and the methods of 1 rule, data in calls.db");
        }
        assertThat(new CallsFile(jvm.database()).number("SELECT calls FROM operation_stats"))
                .isEqualTo(100);
    }
}

package io.gnomon.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gnomon.it.programs.Attached;
import io.gnomon.it.programs.EndsSomehow;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What can be seen while the application runs: the file, the log, and standard error. */
class FlushIT {

    @TempDir
    Path folder;

    @ParameterizedTest
    @MethodSource("io.gnomon.it.Jdk#all")
    void theFileCanBeReadWhileTheApplicationRuns(Jdk jdk) throws Exception {
        ForkedJvm jvm = new ForkedJvm(jdk, folder)
                .classPath(List.of(ForkedJvm.testClasses(), ForkedJvm.api()))
                .main(Attached.class);
        Process process = jvm.start();
        try {
            awaitCalls(jvm, process, 10);
            OutputStream in = process.getOutputStream();
            in.write("next\n".getBytes(StandardCharsets.UTF_8));
            in.flush();
            awaitCalls(jvm, process, 20);
            in.close();
            assertThat(jvm.await(process).exitCode()).isZero();
        } finally {
            process.destroyForcibly();
        }
        assertThat(new CallsFile(jvm.database()).ledgerBalances()).isTrue();
    }

    @Test
    void theLogSaysWhatWasDoneAndRotates() throws Exception {
        StringBuilder mistaken = new StringBuilder();
        for (int number = 0; number < 400; number++) {
            mistaken.append("- class: com.example.Absent\n  method: m")
                    .append(number)
                    .append("\n  mode: sometimes\n");
        }
        Path rules = Files.writeString(folder.resolve("rules.yaml"), mistaken);
        for (int run = 0; run < 3; run++) {
            ForkedJvm.Result result = new ForkedJvm(Jdk.of17(), folder)
                    .option("rules", rules.toString())
                    .option("log-size", "64KiB")
                    .main(EndsSomehow.class, "return", "10")
                    .run();
            assertThat(result.exitCode()).isZero();
            // Ten mistakes are enough there; the log has them all.
            assertThat(result.linesOfAgent())
                    .hasSizeBetween(11, 13)
                    .anyMatch(line -> line.contains("further warnings"));
        }
        Path log = folder.resolve("calls.db.log");
        Path older = folder.resolve("calls.db.log.1");
        // Beyond the limit by a line at most.
        assertThat(Files.size(log)).isLessThan(66 * 1_024);
        assertThat(Files.size(older)).isBetween(64 * 1_024L, 66 * 1_024L);
        List<String> lines = new ArrayList<>(Files.readAllLines(older));
        lines.addAll(Files.readAllLines(log));
        assertThat(lines.remove(0)).startsWith("# Gnomon's log");
        lines.remove("# Gnomon's log");
        assertThat(lines).allMatch(line -> line.matches("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z (INFO|WARN) .*"));
        assertThat(lines).anyMatch(line -> line.contains("INFO") && line.contains("run 3 of"));
        // The two hold the end of what was said, without a gap.
        List<String> last = lines.stream().filter(line -> line.contains("WARN")).toList();
        assertThat(last.subList(last.size() - 400, last.size()))
                .map(line -> line.replaceAll(".*rules.yaml:(\\d+):.*", "$1"))
                .containsExactlyElementsOf(IntStream.range(0, 400)
                        .mapToObj(number -> String.valueOf(3 * number + 3))
                        .toList());
    }

    @Test
    void quietSilencesTheLineAtTheStart() {
        ForkedJvm jvm =
                new ForkedJvm(Jdk.of17(), folder).option("quiet", "true").main(EndsSomehow.class, "return", "10");

        ForkedJvm.Result result = jvm.run();

        assertThat(result.exitCode()).isZero();
        assertThat(result.errors()).isEmpty();
        assertThat(jvm.database()).exists();
    }

    private static void awaitCalls(ForkedJvm jvm, Process process, long calls) {
        await().atMost(ForkedJvm.PATIENCE).ignoreExceptions().until(() -> {
            assertThat(process.isAlive()).isTrue();
            return new CallsFile(jvm.database())
                            .number(
                                    "SELECT sum(calls) FROM operation_stats WHERE operation IN ('byAnnotation', 'by hand')")
                    >= 2 * calls;
        });
    }
}

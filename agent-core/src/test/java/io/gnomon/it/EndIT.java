package io.gnomon.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** However a JVM ends in order, nothing is lost. */
class EndIT {

    private static final int CALLS = 1_000;

    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> nothingIsLostAtAnOrderlyEnd() {
        String[] ways = {"return", "exit", "wait"};
        return IntStream.range(0, Repetitions.of(200)).mapToObj(number -> {
            Jdk jdk = number % 2 == 0 ? Jdk.of17() : Jdk.of25();
            String way = ways[number % ways.length];
            return DynamicTest.dynamicTest(
                    number + ": " + jdk + ", " + way, () -> endsWithoutLoss(jdk, way, folder.resolve("run-" + number)));
        });
    }

    private void endsWithoutLoss(Jdk jdk, String way, Path ownFolder) throws Exception {
        Files.createDirectories(ownFolder);
        Path rules = Files.writeString(ownFolder.resolve("rules.yaml"), """
                - class: io.gnomon.it.programs.EndsSomehow
                  method: work
                  operation: work
                """);
        ForkedJvm jvm = new ForkedJvm(jdk, ownFolder)
                .option("rules", rules.toString())
                .main("io.gnomon.it.programs.EndsSomehow", way, String.valueOf(CALLS));
        Process process = jvm.start();
        if (way.equals("wait")) {
            await().atMost(ForkedJvm.PATIENCE).until(() -> jvm.outputSoFar().contains("made") || !process.isAlive());
            process.destroy();
        }
        ForkedJvm.Result result = jvm.await(process);

        assertThat(result.exitCode()).isEqualTo(way.equals("exit") ? 3 : way.equals("wait") ? 143 : 0);
        assertThat(result.output()).isEqualToIgnoringNewLines("made " + CALLS);
        assertThat(result.errorsOfOthers()).isEmpty();
        CallsFile file = new CallsFile(jvm.database());
        assertThat(file.number("SELECT calls FROM operation_stats WHERE operation = 'work'"))
                .isEqualTo(CALLS);
        assertThat(file.number("SELECT sum(weight) FROM calls")).isEqualTo(CALLS);
        assertThat(file.number("SELECT ended_cleanly FROM runs")).isEqualTo(1);
        assertThat(file.ledgerBalances()).isTrue();
        assertThat(file.number("SELECT dropped + pending FROM accounts")).isZero();
        try (Stream<Path> left = Files.list(ownFolder)) {
            assertThat(left.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("rules.yaml", "calls.db", "calls.db.log", "output.txt", "errors.txt");
        }
    }
}

package io.gnomon.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.gnomon.it.programs.FailingControlFlow;
import io.gnomon.it.programs.ThrottledInside;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a program did and what the file says it did are the same numbers. */
class ExactnessIT {

    private static final int ROUNDS = Repetitions.of(20_000);

    @TempDir
    Path folder;

    @ParameterizedTest
    @MethodSource("io.gnomon.it.Jdk#all")
    void everyCallIsCountedWithItsParentItsErrorAndItsSlowness(Jdk jdk) throws Exception {
        Path rules = Files.writeString(folder.resolve("rules.yaml"), """
                - class: io.gnomon.it.programs.KnownCalls
                  method: [op0*, op1*]
                  operation: "{method}"
                  slow-threshold: 400ms
                """);
        ForkedJvm jvm = new ForkedJvm(jdk, folder)
                .option("rules", rules.toString())
                // At full speed, for as long as the disk keeps the writer waiting.
                .option("queue-memory", "512MiB")
                .main("io.gnomon.it.programs.KnownCalls", "8", String.valueOf(ROUNDS), "450");

        ForkedJvm.Result result = jvm.run();

        assertThat(result.exitCode()).isZero();
        assertThat(result.errorsOfOthers()).isEmpty();
        Map<String, Long> done = done(result.output());
        CallsFile file = new CallsFile(jvm.database());
        assertThat(counts(file, "calls", "SELECT operation, calls FROM operation_stats"))
                .isEqualTo(only(done, "calls"));
        assertThat(counts(file, "errors", "SELECT operation, errors FROM operation_stats WHERE errors > 0"))
                .isEqualTo(only(done, "errors"));
        assertThat(counts(file, "slow", "SELECT operation, slow FROM operation_stats WHERE slow > 0"))
                .isEqualTo(only(done, "slow"));
        assertThat(counts(
                        file,
                        "edge",
                        "SELECT coalesce(parent, '-') || ' ' || operation, calls FROM call_edges WHERE calls > 0"))
                .isEqualTo(only(done, "edge"));
        assertThat(counts(
                        file,
                        "calls",
                        "SELECT operation, sum(calls) FROM operation_rollups WHERE seconds = 10 GROUP BY 1"))
                .isEqualTo(only(done, "calls"));
        assertThat(counts(
                        file,
                        "calls",
                        "SELECT operation, sum(calls) FROM operation_rollups WHERE seconds = 60 GROUP BY 1"))
                .isEqualTo(only(done, "calls"));
        assertThat(counts(file, "calls", "SELECT operation, sum(weight) FROM calls GROUP BY 1"))
                .isEqualTo(only(done, "calls"));
        assertThat(counts(file, "errors", "SELECT operation, sum(weight) FROM calls WHERE error GROUP BY 1"))
                .isEqualTo(only(done, "errors"));
        assertThat(counts(file, "slow", "SELECT operation, count(*) FROM slow_calls GROUP BY 1"))
                .isEqualTo(only(done, "slow"));
        // Self times add up to what the roots took, to the nanosecond.
        assertThat(file.number("SELECT sum(self) FROM rollup WHERE seconds = 0"))
                .isEqualTo(file.number("SELECT sum(sum) FROM call_edge WHERE parent = 0"));
        assertThat(file.ledgerBalances()).isTrue();
        assertThat(file.number("SELECT dropped + pending + unrepresented FROM accounts"))
                .isZero();
        assertThat(file.number("SELECT produced FROM accounts"))
                .isEqualTo(only(done, "calls").values().stream()
                        .mapToLong(Long::longValue)
                        .sum());
    }

    static Stream<Arguments> waysToKeepAllTimedCallsInTrees() {
        return Stream.of(
                Arguments.of(Jdk.of17(), "slow", "platform"),
                Arguments.of(Jdk.of25(), "failing", "platform"),
                Arguments.of(Jdk.of25(), "slow", "virtual"),
                Arguments.of(Jdk.of25(), "failing", "virtual"));
    }

    @ParameterizedTest
    @MethodSource("waysToKeepAllTimedCallsInTrees")
    void weightsAddUpWhereAThrottledOperationIsCalledInKeptTreesOnly(Jdk jdk, String kind, String threads)
            throws Exception {
        Path rules =
                Files.writeString(folder.resolve("rules.yaml"), """
                - class: io.gnomon.it.programs.ThrottledInside
                  method: tiny
                  operation: tiny
                  slow-threshold: 1h
                - class: io.gnomon.it.programs.ThrottledInside
                  method: root
                  operation: root
                  slow-threshold: %s
                """.formatted(kind.equals("slow") ? "20ms" : "1h"));
        ForkedJvm jvm = new ForkedJvm(jdk, folder)
                .option("rules", rules.toString())
                .option("overhead-budget", "0.05%")
                .main(ThrottledInside.class, kind, threads);

        Map<String, Long> done = runUntilThrottled(jvm);

        CallsFile file = new CallsFile(jvm.database());
        assertThat(counts(file, "calls", "SELECT operation, calls FROM operation_stats"))
                .isEqualTo(done);
        assertThat(file.number("SELECT count(*) FROM operation_stats WHERE estimated"))
                .isPositive();
        assertThat(counts(file, "calls", "SELECT operation, sum(weight) FROM calls GROUP BY 1"))
                .isEqualTo(done);
        assertThat(file.number("SELECT count(*) FROM calls WHERE tree IS NOT NULL AND weight > 1"))
                .isPositive();
        assertThat(file.ledgerBalances()).isTrue();
        assertThat(file.number("SELECT dropped + pending + unrepresented FROM accounts"))
                .isZero();
    }

    @ParameterizedTest
    @MethodSource("io.gnomon.it.Jdk#all")
    void aFloodOfFailuresIsRationedAndASlowCallShowsItsRequest(Jdk jdk) throws Exception {
        int failing = 200_000;
        Path rules = Files.writeString(folder.resolve("rules.yaml"), """
                - class: io.gnomon.it.programs.FailingControlFlow
                  method: [parse, request, service]
                  operation: "{method}"
                  slow-threshold: 1h
                - class: io.gnomon.it.programs.FailingControlFlow
                  method: [all, query]
                  operation: "{method}"
                  slow-threshold: 50ms
                """);
        ForkedJvm jvm = new ForkedJvm(jdk, folder)
                .option("rules", rules.toString())
                .option("overhead-budget", "off")
                .option("queue-memory", "512MiB")
                .main(FailingControlFlow.class, String.valueOf(failing));

        ForkedJvm.Result result = jvm.run();

        assertThat(result.exitCode()).isZero();
        assertThat(result.errorsOfOthers()).isEmpty();
        CallsFile file = new CallsFile(jvm.database());
        assertThat(file.number("SELECT errors FROM operation_stats WHERE operation = 'parse'"))
                .isEqualTo(failing);
        assertThat(file.number("SELECT sum(weight) FROM failed_calls")).isEqualTo(failing);
        assertThat(file.number("SELECT count(*) FROM failed_calls")).isLessThan(failing / 10);
        assertThat(file.number("SELECT max(weight > 1) FROM failed_calls")).isEqualTo(1);
        assertThat(file.rows("""
                        SELECT r.operation || ' > ' || s.operation || ' > ' || q.operation AS path, count(*) AS calls
                        FROM slow_calls l JOIN calls q ON q.call = l.call
                        JOIN calls s ON s.call = q.caller JOIN calls r ON r.call = s.caller
                        WHERE r.call = q.tree AND r.caller IS NULL GROUP BY 1
                        """)).containsExactly(Map.of("path", "request > service > query", "calls", 5));
        assertThat(file.ledgerBalances()).isTrue();
        assertThat(file.number("SELECT dropped + pending + unrepresented FROM accounts"))
                .isZero();
    }

    private static Map<String, Long> runUntilThrottled(ForkedJvm jvm) {
        CallsFile file = new CallsFile(jvm.database());
        ForkedJvm.Result result =
                jvm.runUntil(() -> file.number("SELECT count(*) FROM events WHERE kind = 'throttled'") > 0);
        return done(result.output().replaceAll("(?m)^(?=root|tiny)", "calls ").replaceAll("(?m)^done\\R?", ""));
    }

    private static Map<String, Long> done(String output) {
        return output.lines()
                .collect(Collectors.toMap(
                        line -> line.substring(0, line.lastIndexOf(' ')),
                        line -> Long.parseLong(line.substring(line.lastIndexOf(' ') + 1)),
                        Long::sum,
                        TreeMap::new));
    }

    private static Map<String, Long> only(Map<String, Long> done, String kind) {
        return done.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(kind + " "))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, Long::sum, TreeMap::new));
    }

    private static Map<String, Long> counts(CallsFile file, String kind, String query) {
        Map<String, Long> counts = new TreeMap<>();
        for (Map<String, Object> row : file.rows(query)) {
            var values = row.values().iterator();
            counts.put(kind + " " + values.next(), ((Number) values.next()).longValue());
        }
        return counts;
    }
}

package io.gnomon.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
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
        assertThat(file.number("SELECT dropped + pending FROM accounts")).isZero();
        assertThat(file.number("SELECT produced FROM accounts"))
                .isEqualTo(only(done, "calls").values().stream()
                        .mapToLong(Long::longValue)
                        .sum());
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

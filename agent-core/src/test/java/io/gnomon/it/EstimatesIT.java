package io.gnomon.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gnomon.it.programs.HotLeaf;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Figures of operations that are too hot for each call to be timed. How near they are, {@code EstimatesTest} says. */
class EstimatesIT {

    private static final String RULES = """
            - class: io.gnomon.it.programs.HotLeaf
              method: [leaf, busy, outer]
              operation: "{method}"
              slow-threshold: 1h
            """;

    /** Beside the stated error: of a microsecond that the program measures, the agent's clock sees somewhat more. */
    private static final double SHARE_OFF = 0.15;

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"17, 1", "25, 3"})
    void calleesAreWithinTheirCallersAndErrorsAreStated(int feature, int threads) throws Exception {
        Jdk jdk = feature == 17 ? Jdk.of17() : Jdk.of25();
        ForkedJvm jvm = new ForkedJvm(jdk, folder)
                .option(
                        "rules",
                        Files.writeString(folder.resolve("rules.yaml"), RULES).toString())
                .option("queue-memory", "1GiB")
                .main(HotLeaf.class, String.valueOf(threads));

        double busyMillis = runUntilThrottled(jvm) / 1e6;

        CallsFile file = new CallsFile(jvm.database());
        assertThat(file.number("SELECT dropped FROM accounts")).isZero();
        for (String figures : new String[] {"operation_stats", "operation_rollups"}) {
            assertThat(file.rows("SELECT c.* FROM " + figures + " c JOIN " + figures + " o ON o.operation = 'outer'"
                            + ("operation_stats".equals(figures)
                                    ? ""
                                    : " AND o.seconds = c.seconds AND o.bucket_at = c.bucket_at")
                            + " WHERE c.operation <> 'outer' AND c.total_ms > o.total_ms"))
                    .as("callees above their only caller in " + figures)
                    .isEmpty();
        }
        assertThat(file.number("SELECT count(*) FROM operation_stats WHERE estimated AND total_error_ms > 0"
                        + " AND mean_error_ms >= 0 AND p50_error_ms > 0 AND p999_error_ms > 0 AND self_error_ms > 0"))
                .as("estimated operations with errors")
                .isEqualTo(2);
        assertThat(file.number("SELECT self_ms > 0 AND self_estimated AND self_error_ms > 0 AND total_error_ms = 0"
                        + " AND NOT estimated FROM operation_stats WHERE operation = 'outer'"))
                .as("the caller is exact, but for its self time")
                .isEqualTo(1);
        assertThat(file.number("SELECT count(*) FROM calls WHERE operation = 'outer' AND NOT self_estimated"))
                .isZero();
        assertThat(file.number("SELECT count(*) FROM call_edges WHERE estimated AND total_error_ms > 0"
                        + " AND parent = 'outer'"))
                .isEqualTo(2);
        double estimate = decimal(file, "SELECT total_ms FROM operation_stats WHERE operation = 'busy'");
        double error = decimal(file, "SELECT total_error_ms FROM operation_stats WHERE operation = 'busy'");
        assertThat(estimate).isEqualTo(busyMillis, within(4 * error + SHARE_OFF * busyMillis));
    }

    private static double decimal(CallsFile file, String query) {
        return ((Number) file.rows(query).get(0).values().iterator().next()).doubleValue();
    }

    /** How long {@code busy} took, by the program's own account. */
    private static long runUntilThrottled(ForkedJvm jvm) {
        CallsFile file = new CallsFile(jvm.database());
        ForkedJvm.Result result = jvm.runUntil(
                () -> file.number("SELECT count(*) FROM operation_stats WHERE timed_calls < 0.5 * calls") == 2);
        return Long.parseLong(result.output().strip());
    }
}

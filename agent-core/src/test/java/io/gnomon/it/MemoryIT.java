package io.gnomon.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.gnomon.it.programs.Crowds;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the agent holds is bounded by the threads that live and by queue-memory, not by what has ended or still runs. */
class MemoryIT {

    private static final int MIB = 1 << 20;
    private static final int MANY = 100_000;
    private static final int OPEN = 2_000;

    /** Calls that wait for the end of their root take 48 bytes each: 190 MB in all. */
    private static final int CALLS_IN_ROOT = 2_000;

    /** A chunk for each thread, the budget, and the tables of the rows. */
    private static final long MOST_LONGS = OPEN * 9_000L + (16 + 16) * MIB;

    @TempDir
    Path folder;

    /** Objects of one class. */
    private record Alive(long instances, long bytes) {}

    @ParameterizedTest
    @MethodSource("io.gnomon.it.Jdk#all")
    void isBoundedByWhatLives(Jdk jdk) throws Exception {
        // Thread-locals are taken from pool workers on the newer one, and to make threads takes long.
        int many = jdk.feature() == 17 ? MANY / 5 : MANY;
        Path rules = Files.writeString(folder.resolve("rules.yaml"), """
                - class: io.gnomon.it.programs.Crowds
                  method: [leaf, root]
                  operation: "{method}"
                  slow-threshold: 1h
                  mode: exact
                """);
        ForkedJvm jvm = new ForkedJvm(jdk, folder)
                .option("rules", rules.toString())
                .option("queue-memory", "16MiB")
                .jvm("-Xmx256m")
                .main(
                        Crowds.class,
                        String.valueOf(many),
                        String.valueOf(OPEN),
                        String.valueOf(CALLS_IN_ROOT),
                        String.valueOf(many),
                        String.valueOf(MOST_LONGS));

        ForkedJvm.Result result = jvm.run();

        assertThat(result.exitCode()).as(result.errors()).isZero();
        assertThat(result.errorsOfOthers()).isEmpty();
        List<String> output = result.output().lines().toList();
        for (String type : List.of("java.lang.GnomonBuffer", "java.lang.GnomonThread", "java.lang.Thread")) {
            assertThat(alive(output, "ended", type).instances).as(type).isLessThan(1_000);
        }
        for (String type : List.of("java.lang.Long", "java.lang.String", "java.util.HashMap$Node")) {
            // One each for as many threads as the file's ids are remembered of, and what the JDK has.
            assertThat(alive(output, "ended", type).instances).as(type).isLessThan(60_000);
        }
        assertThat(alive(output, "open", "[J").bytes).isLessThan(MOST_LONGS);
        assertThat(alive(output, "open", "java.lang.GnomonBuffer").instances).isBetween(OPEN + 0L, OPEN + 500L);
        // Pool workers lose their thread-locals from task to task, and other threads have their places in the table.
        assertThat(alive(output, "tasks", "java.lang.GnomonBuffer").instances).isBetween(OPEN + 0L, OPEN + 500L);

        CallsFile file = new CallsFile(jvm.database());
        // Exact, though some may have been dropped, where the machine has other things to do.
        assertThat(file.rows("SELECT operation, calls FROM operation_stats"))
                .containsExactlyInAnyOrder(
                        Map.of("operation", "root", "calls", OPEN),
                        Map.of("operation", "leaf", "calls", 2 * many + OPEN * CALLS_IN_ROOT));
        assertThat(file.ledgerBalances()).isTrue();
        assertThat(file.number("SELECT pending FROM accounts")).isZero();
        assertThat(file.number("SELECT calls FROM ledger WHERE entry = 'trees cut short'"))
                .isPositive();
    }

    private static Alive alive(List<String> output, String phase, String type) {
        return output.stream()
                .map(line -> line.split(" "))
                .filter(line -> line.length == 4 && line[0].equals(phase) && line[1].equals(type))
                .map(line -> new Alive(Long.parseLong(line[2]), Long.parseLong(line[3])))
                .findFirst()
                .orElse(new Alive(0, 0));
    }
}

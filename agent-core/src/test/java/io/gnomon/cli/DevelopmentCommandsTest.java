package io.gnomon.cli;

import static io.gnomon.store.write.DatabaseBuilder.START;
import static io.gnomon.store.write.DatabaseBuilder.micros;
import static org.assertj.core.api.Assertions.assertThat;

import io.gnomon.cli.input.ExitCode;
import io.gnomon.store.write.DatabaseBuilder;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands trend, profile and top. */
class DevelopmentCommandsTest {

    private static final int BUCKETS = 30;

    @TempDir
    private Path directory;

    private Path file;

    /** Five minutes, of which the last 100 seconds are slower. Each request makes nine queries. */
    @BeforeEach
    void createDatabase() throws Exception {
        file = directory.resolve("shop.db");
        Instant end = START.plusSeconds(10 * BUCKETS);
        try (DatabaseBuilder database = DatabaseBuilder.create(file)) {
            database.run(1, 4711, end, end).operation(1, "shop.request", "").operation(2, "shop.query", "");
            for (int bucket = 0; bucket < BUCKETS; bucket++) {
                long[] durations = new long[20];
                Arrays.fill(durations, bucket < 20 ? 1_000_000 : 4_000_000);
                Instant at = START.plusSeconds(10L * bucket);
                database.rollup(1, 1, 10, at, 0, 0, durations);
                database.rollup(1, 2, 10, at, 0, 0, 1_000, 1_000);
                database.insert("call_edge", 1, 10, micros(at), 0, 1, 20, 40_000_000, 0, 0);
                database.insert("call_edge", 1, 10, micros(at), 1, 2, 180, 30_000_000, 0, 0);
            }
        }
    }

    @Test
    void marksSinceWhenAnOperationIsSlower() {
        CommandRun trend = CommandRun.of("trend", file, "shop.request");
        assertThat(trend.out()).contains("shop.request, by 10 seconds");
        assertThat(trend.line("▲")).startsWith("2026-01-05 10:03:20Z").endsWith("▲ p95 1.00 ms → 4.00 ms");
        assertThat(CommandRun.of("trend", file).line("shop.request"))
                .contains("1.00 ms", "4.00 ms", "▲ 2026-01-05 10:03:20Z");
        assertThat(CommandRun.of("trend", file, "--json").objects("operations").get(0))
                .containsEntry("operation", "shop.request");
        assertThat(CommandRun.of("trend", file, "shop.request", "--per", "1m").lines())
                .filteredOn(line -> line.startsWith("2026"))
                .hasSize(5);
        assertThat(CommandRun.of("trend", file, "--per", "2m").exitCode()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void drawsTheAggregatedCallTree() {
        CommandRun profile = CommandRun.of("profile", file);
        assertThat(profile.cells("shop.request")).contains("600", "1.20 s", "300 ms");
        assertThat(profile.cells("└─ shop.query")).contains("5,400", "9.0", "900 ms", "N+1?");
        assertThat(CommandRun.of("profile", file, "shop.q*", "--json").objects("nodes"))
                .singleElement()
                .satisfies(node -> assertThat(node).containsEntry("operation", "shop.query"));
        assertThat(CommandRun.of("profile", file, "--since", "10s").cells("shop.request"))
                .contains("20");
    }

    @Test
    void printsOnePictureWhereThereIsNoTerminal() {
        CommandRun top = CommandRun.of("top", file);
        assertThat(top.exitCode()).isZero();
        assertThat(top.line("run 1 of orders")).endsWith("pid 4711, ended");
        assertThat(top.out()).doesNotContain("\u001b");
        assertThat(top.line("shop.request")).contains("4.00 ms");
        assertThat(CommandRun.of("top", file, "--json", "--sort", "name").objects("operations"))
                .extracting(operation -> operation.get("operation"))
                .containsExactly("shop.query", "shop.request");
    }

    @Test
    void answersInSqlToo() {
        assertThat(CommandRun.of(
                                "sql",
                                file,
                                "SELECT bucket_at FROM trend WHERE operation = 'shop.request' AND worse ORDER BY 1 LIMIT 1")
                        .out())
                .contains("2026-01-05T10:03:20Z");
    }
}

package io.gnomon.it;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import io.gnomon.it.programs.HotCalls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Operations that are called so often that most of their calls are only counted. */
class ThrottleIT {

    private static final String TINY = """
            - class: io.gnomon.it.programs.HotCalls
              method: tiny
              operation: tiny
              slow-threshold: 300ms
            """;
    private static final String OTHER = """
            - class: io.gnomon.it.programs.HotCalls
              method: [other, recursive]
              operation: "{method}"
              slow-threshold: 1h
            """;
    private static final String AROUND = """
            - class: io.gnomon.it.programs.HotCalls
              method: around
              operation: around
              slow-threshold: 1h
            """;

    @TempDir
    Path folder;

    private final long seed = new Random().nextLong();

    private ForkedJvm program(Jdk jdk, String rules, String what) throws IOException {
        System.out.println("seed " + seed);
        Path file = Files.writeString(folder.resolve("rules.yaml"), rules);
        return new ForkedJvm(jdk, folder)
                .option("rules", file.toString())
                // Until the first throttle comes each call is timed; where other processes hold up the writer, that is
                // much.
                .option("queue-memory", "1GiB")
                .main(HotCalls.class, what, String.valueOf(seed));
    }

    @ParameterizedTest
    @MethodSource("io.gnomon.it.Jdk#all")
    void everySlowAndEveryFailedCallOfAHundredMillionIsFound(Jdk jdk) throws Exception {
        ForkedJvm jvm = program(jdk, TINY + AROUND, "known");

        Map<String, Long> done = runUntilThrottled(jvm, "tiny");

        CallsFile file = new CallsFile(jvm.database());
        assertThat(done).containsEntry("failed", 1_000L);
        assertThat(number(done, "tiny")).isGreaterThanOrEqualTo(100_000_000);
        Map<String, Object> tiny = stats(file, "tiny");
        assertThat(tiny)
                .containsEntry("slow", 20)
                .containsEntry("errors", 1_000)
                .containsEntry("estimated", 1);
        assertThat(number(tiny, "calls")).isEqualTo(number(done, "tiny"));
        assertThat(number(tiny, "timed_calls")).isPositive().isLessThan(number(tiny, "calls"));
        assertThat(file.number("SELECT count(*) FROM slow_calls WHERE operation = 'tiny' AND duration_ms >= 300"))
                .isEqualTo(20);
        assertThat(file.number("SELECT count(*) FROM slow_calls WHERE operation <> 'tiny'"))
                .isZero();
        assertThat(file.number("SELECT count(*) FROM slow_calls WHERE coarse")).isBetween(10L, 20L);
        assertThat(file.number("SELECT count(*) FROM failed_calls WHERE error_type LIKE '%IllegalStateException'"))
                .isEqualTo(1_000);
        assertThat(file.number("SELECT count(*) FROM calls WHERE coarse AND NOT slow AND NOT error"))
                .isZero();
        assertThat(file.number("SELECT sum(weight) FROM calls WHERE slow OR error"))
                .as("flagged calls stand for themselves")
                .isEqualTo(1_020);
        assertIsAccountedFor(file);

        Map<String, Object> around = stats(file, "around");
        assertThat(number(around, "timed_calls")).as("long calls").isEqualTo(number(around, "calls"));
        assertThat(file.number("SELECT count(*) FROM operation_stats WHERE self_ms < 0 OR self_ms > total_ms"))
                .isZero();
        assertThat(file.number("SELECT count(*) FROM calls WHERE self_ms < 0 OR self_ms > duration_ms"))
                .isZero();
    }

    @ParameterizedTest
    @MethodSource("io.gnomon.it.Jdk#all")
    void recursiveCallsKeepTheirCallers(Jdk jdk) throws Exception {
        ForkedJvm jvm = program(jdk, OTHER, "recursive");

        Map<String, Long> done = runUntilThrottled(jvm, "recursive");

        CallsFile file = new CallsFile(jvm.database());
        Map<String, Object> recursive = stats(file, "recursive");
        assertThat(number(recursive, "calls")).isEqualTo(10 * number(done, "other"));
        assertThat(number(recursive, "timed_calls")).isLessThan(number(recursive, "calls"));
        assertThat(file.rows("""
                        SELECT r.bucket FROM rollup r WHERE r.seconds = 10
                        AND r.count <> (SELECT sum(e.count) FROM call_edge e WHERE e.bucket = r.bucket)
                        """)).as("edges add up to the calls").isEmpty();
        assertThat(file.number("SELECT count(*) FROM call_edges")).isEqualTo(2);
        assertThat(file.number("SELECT calls FROM call_edges WHERE parent IS NULL"))
                .as("one of ten is a root")
                .isCloseTo(number(done, "other"), withPercentage(10));
        assertIsAccountedFor(file);
    }

    @ParameterizedTest
    @MethodSource("io.gnomon.it.Jdk#all")
    void theCallsOfManyThreadsAreAllCounted(Jdk jdk) throws Exception {
        assertAllAreCounted(program(jdk, TINY, "threads"));
    }

    @Test
    void theCallsOfVirtualThreadsAreAllCounted() throws Exception {
        assertAllAreCounted(program(Jdk.of25(), TINY, "virtual threads"));
    }

    private static void assertAllAreCounted(ForkedJvm jvm) {
        Map<String, Long> done = runUntilThrottled(jvm, "tiny");

        CallsFile file = new CallsFile(jvm.database());
        Map<String, Object> tiny = stats(file, "tiny");
        assertThat(number(tiny, "calls")).isEqualTo(number(done, "tiny"));
        assertThat(number(tiny, "errors")).isEqualTo(number(done, "failed")).isEqualTo(608);
        assertThat(tiny).containsEntry("slow", 0).containsEntry("estimated", 1);
        assertIsAccountedFor(file);
    }

    @Test
    void aRuleCanHaveEachCallTimed() throws Exception {
        ForkedJvm jvm = program(Jdk.of17(), TINY + "  mode: exact\n" + OTHER, "two operations");

        Map<String, Long> done = runUntilThrottled(jvm, "other");

        CallsFile file = new CallsFile(jvm.database());
        assertAllAreTimed(file, number(done, "tiny"));
        assertThat(number(stats(file, "other"), "timed_calls")).isLessThan(number(done, "other"));
    }

    @Test
    void theConfigurationCanHaveEachCallTimed() throws Exception {
        assertNothingIsThrottled(program(Jdk.of17(), TINY, "").option("mode", "exact"));
    }

    @Test
    void withoutABudgetEachCallIsTimed() throws Exception {
        assertNothingIsThrottled(program(Jdk.of17(), TINY, "").option("overhead-budget", "off"));
    }

    /** So many calls, timed, take longer than the first throttle would need to come. */
    private static void assertNothingIsThrottled(ForkedJvm jvm) {
        CallsFile file = new CallsFile(jvm.database());
        Map<String, Long> done = runUntil(
                jvm, () -> file.number("SELECT calls FROM operation_stats WHERE operation = 'tiny'") > 80_000_000);

        assertThat(file.number("SELECT count(*) FROM events WHERE kind = 'throttled'"))
                .isZero();
        assertAllAreTimed(file, number(done, "tiny"));
    }

    private static void assertAllAreTimed(CallsFile file, long calls) {
        Map<String, Object> tiny = stats(file, "tiny");
        assertThat(number(tiny, "calls")).isEqualTo(calls);
        assertThat(number(tiny, "timed_calls")).isEqualTo(calls - file.number("SELECT dropped FROM accounts"));
        assertThat(file.ledgerBalances()).isTrue();
    }

    private static void assertIsAccountedFor(CallsFile file) {
        assertThat(file.ledgerBalances()).isTrue();
        assertThat(file.number("SELECT dropped + pending FROM accounts")).isZero();
        assertThat(file.number("SELECT produced FROM accounts"))
                .isEqualTo(file.number("SELECT sum(calls) FROM operation_stats"));
        assertThat(file.number("SELECT ended_cleanly FROM runs")).isEqualTo(1);
    }

    private static Map<String, Object> stats(CallsFile file, String operation) {
        return file.rows("SELECT * FROM operation_stats WHERE operation = '" + operation + "'")
                .get(0);
    }

    private static long number(Map<String, ?> row, String column) {
        return ((Number) requireNonNull(row.get(column))).longValue();
    }

    /** The numbers that the program prints at its end. */
    private static Map<String, Long> runUntilThrottled(ForkedJvm jvm, String operation) {
        CallsFile file = new CallsFile(jvm.database());
        return runUntil(
                jvm,
                () -> file.number("SELECT estimated FROM operation_stats WHERE operation = '" + operation + "'") > 0);
    }

    private static Map<String, Long> runUntil(ForkedJvm jvm, Callable<Boolean> seen) {
        return jvm.runUntil(seen)
                .output()
                .lines()
                .filter(line -> line.contains(" "))
                .collect(Collectors.toMap(
                        line -> line.substring(0, line.indexOf(' ')),
                        line -> Long.parseLong(line.substring(line.indexOf(' ') + 1))));
    }
}

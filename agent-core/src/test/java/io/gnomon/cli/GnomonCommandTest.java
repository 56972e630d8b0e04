package io.gnomon.cli;

import static io.gnomon.store.write.DatabaseBuilder.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.gnomon.cli.input.ExitCode;
import io.gnomon.store.write.DatabaseBuilder;
import io.gnomon.store.write.OrdersDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GnomonCommandTest {

    @TempDir
    private Path directory;

    private Path orders;

    @BeforeEach
    void createDatabase() throws Exception {
        orders = directory.resolve("orders.db");
        OrdersDatabase.create(orders).close();
    }

    @Test
    void saysWhichRunAReportIsAbout() {
        assertThat(CommandRun.of("stats", orders).out())
                .startsWith(orders + ": run 1 of orders, pid 4711, Java 17.0.15, 2026-01-05T10:00:00.000Z to"
                        + " 2026-01-05T10:00:30.000Z, ended cleanly\n"
                        + "ledger: 1,017 calls = 17 stored + 990 sampled out + 10 dropped (pool empty 10)\n\n");
    }

    @Test
    void printsStatisticsByTotalTime() {
        CommandRun run = CommandRun.of("stats", orders);
        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.cells(OrdersDatabase.SERVLET))
                .containsExactly(
                        OrdersDatabase.SERVLET,
                        "5",
                        "5",
                        "2",
                        "40.00 %",
                        "2",
                        "820 ms",
                        "100 ms",
                        "2.00 s",
                        "302 ms",
                        "2.00 s",
                        "2.00 s",
                        "4.10 s",
                        "2.05 s");
        assertThat(run.lines().get(4)).startsWith(OrdersDatabase.SERVLET);
        assertThat(run.line(OrdersDatabase.PRICE)).contains("  1,000      2  ");
        assertThat(run.out()).contains("In 95 of 100 cases");
    }

    @Test
    void sortsFiltersAndLimitsStatistics() {
        assertThat(CommandRun.of("stats", orders, "--sort", "calls").lines().get(4))
                .startsWith(OrdersDatabase.PRICE);
        assertThat(CommandRun.of("stats", orders, "--json", "--category", "JDBC")
                        .objects("operations"))
                .extracting(operation -> operation.get("operation"))
                .containsExactly(OrdersDatabase.QUERY);
        assertThat(CommandRun.of("stats", orders, "--json", "--operation", "com.acme.*Serv*e")
                        .objects("operations"))
                .extracting(operation -> operation.get("operation"))
                .containsExactly(OrdersDatabase.PLACE);
        assertThat(CommandRun.of("stats", orders, "--operation", "orderser", "--limit", "1")
                        .line("p99"))
                .isNotEmpty();
        assertThat(CommandRun.of("stats", orders, "--limit", "1").out()).contains("and 3 more operations");
    }

    @Test
    void givesStatisticsAsNumbersInJson() {
        Map<String, Object> servlet =
                CommandRun.of("stats", "--json", orders).objects("operations").get(0);
        assertThat(servlet)
                .containsEntry("operation", OrdersDatabase.SERVLET)
                .containsEntry("calls", 5L)
                .containsEntry("error_rate", 0.4)
                .containsEntry("mean_ms", 820.0)
                .containsEntry("total_ms", 4_100.0);
    }

    @Test
    void saysWhichWindowItsFiguresCover() {
        CommandRun run = CommandRun.of("stats", orders, "--since", "19s", "--until", "2026-01-05T10:00:15Z");
        assertThat(run.out())
                .contains(
                        "window: 2026-01-05T10:00:10.000Z to 2026-01-05T10:00:20.000Z, rounded outward to 10 seconds");
        assertThat(run.cells(OrdersDatabase.SERVLET).get(1)).isEqualTo("2");
        assertThat(run.out()).doesNotContain(OrdersDatabase.PLACE);
    }

    @Test
    void listsTheSlowestCallsFirst() {
        CommandRun run = CommandRun.of("slow", orders, "--json");
        assertThat(run.objects("calls")).extracting(call -> call.get("call")).containsExactly(10L, 9L, 8L);
        assertThat(run.objects("calls").get(2))
                .containsEntry("duration_ms", 1_400.0)
                .containsEntry("self_ms", 449.9988)
                .containsEntry("started_at", "2026-01-05T10:00:02.010Z")
                .containsEntry("parent", OrdersDatabase.SERVLET)
                .containsEntry("error_message", "order 17 is closed");
        assertThat(CommandRun.of("slow", orders, "--operation", "OrderService").out())
                .contains("  8  2026-01-05T10:00:02.010Z  ")
                .doesNotContain("  9  2026");
        assertThat(CommandRun.of("slow", orders, "--operation", "jdbc").exitCode())
                .isEqualTo(ExitCode.NOTHING_FOUND);
        assertThat(CommandRun.of("slow", orders, "--all", "--limit", "100", "--json")
                        .objects("calls"))
                .hasSize(17);
    }

    @Test
    void printsFailuresInGroupsWithAStack() {
        CommandRun run = CommandRun.of("errors", orders);
        assertThat(run.out())
                .contains("2 × java.io.IOException: no stock of '*' for order #\n"
                        + "    failed calls, innermost first: " + OrdersDatabase.SERVLET + " 2\n"
                        + "    first 2026-01-05T10:00:15.000Z, last 2026-01-05T10:00:16.000Z, such as call 12\n"
                        + "    | no stock of 'milk' for order 4712\n")
                .contains("        at com.acme.orders.OrderService.place\n");
        assertThat(CommandRun.of("errors", orders, "--all", "--json").objects("calls"))
                .extracting(call -> call.get("call"))
                .containsExactly(12L, 11L, 7L, 8L);
        assertThat(CommandRun.of("errors", orders, "--since", "1s").exitCode()).isEqualTo(ExitCode.NOTHING_FOUND);
    }

    @Test
    void saysWhichFailuresItLeavesOut() {
        assertThat(CommandRun.of("errors", orders, "--limit", "1").lines())
                .endsWith("and 2 more in 2 groups: --limit 0 shows all");
        assertThat(CommandRun.of("errors", orders).out()).doesNotContain("--limit");
    }

    @Test
    void givesEveryFailureInJson() throws Exception {
        Path many = directory.resolve("many.db");
        try (DatabaseBuilder database = DatabaseBuilder.create(many)) {
            database.run(1, 1, START, START).operation(1, "query", "").operation(2, "place", "");
            database.thread(1, 1, "main");
            for (long tree = 1; tree <= 23; tree += 2) {
                String type = "com.acme.Failure" + tree;
                database.sample(2, 0, 1, START, 9, 5L, 2, tree, null);
                database.sample(1, 2, 1, START.plusSeconds(tree), 4, null, 2, tree, tree);
                database.failure(tree, type, "order 17", null, null).failure(tree + 1, type, "order 17", null, null);
            }
        }
        CommandRun json = CommandRun.of("errors", many, "--json");
        assertThat(json.json()).containsEntry("groups_found", 12L);
        assertThat(json.objects("groups"))
                .hasSize(12)
                .first()
                .satisfies(group -> assertThat(group)
                        .containsEntry("error_type", "com.acme.Failure23")
                        .containsEntry("message_pattern", "order #")
                        .containsEntry("exceptions", 1L)
                        .containsEntry("failed_calls", 2L)
                        .containsEntry(
                                "operations",
                                List.of(
                                        Map.of("operation", "query", "failed_calls", 1L),
                                        Map.of("operation", "place", "failed_calls", 1L)))
                        .containsEntry("example_call", 24L)
                        .containsEntry("example_message", "order 17"));
        assertThat(CommandRun.of("errors", many, "--json", "--limit", "3").objects("groups"))
                .hasSize(3);
        assertThat(CommandRun.of("errors", many).lines()).endsWith("and 2 more in 2 groups: --limit 0 shows all");
    }

    @Test
    void drawsACallTreeAndFoldsEqualSiblings() {
        CommandRun run = CommandRun.of("tree", orders, "9");
        assertThat(run.out())
                .contains("\ncom.acme.orders.web.OrderServlet.doPost ")
                .contains("\n├─ com.acme.orders.OrderService.place ")
                .contains("\n└─ com.acme.orders.Prices.of ");
        assertThat(run.cells("executeQuery × 5")).contains("950 ms", "63.33 %");
        assertThat(run.line("├─ com.acme")).contains("93.33 %", "slow, failed: java.lang.IllegalStateException");
    }

    @Test
    void saysWhyACallHasNoCallerInItsTree() throws Exception {
        assertThat(CommandRun.of("tree", orders, "9").line("+1.20 s")).endsWith("failed, its caller was lost");
        Path inner = directory.resolve("inner.db");
        try (DatabaseBuilder database = DatabaseBuilder.create(inner)) {
            database.run(1, ProcessHandle.current().pid(), Instant.now(), null).thread(1, 1, "main");
            database.operation(1, "request", "").operation(2, "query", "");
            database.sample(1, 0, 1, START, 500 * OrdersDatabase.MILLI, null, 0, 1L, null);
            database.sample(2, 1, 1, START, 400 * OrdersDatabase.MILLI, null, 1, 1L, 1L);
            database.sample(2, 1, 1, START, 400 * OrdersDatabase.MILLI, null, 1, 9L, 9L);
            database.sample(1, 0, 1, START, 300 * OrdersDatabase.MILLI, null, 0, null, null);
        }
        assertThat(CommandRun.of("tree", inner, "2").out())
                .contains(
                        "\nrequest ",
                        "\n└─ query ",
                        "request took 500 ms, its slow-threshold is 1.00 s. It is stored because");
        assertThat(CommandRun.of("tree", inner, "3").line("400 ms")).endsWith("slow, its caller still runs");
        assertThat(CommandRun.of("tree", inner, "4").out())
                .contains("request took 300 ms, its slow-threshold is 1.00 s. It was neither");
        assertThat(CommandRun.of("tree", inner, "4", "--json").out()).contains("\"note\"", "A threshold below");
    }

    @Test
    void drawsEachCallInFullAndPrintsStacks() {
        CommandRun run = CommandRun.of("tree", orders, "8", "--full", "--stack");
        assertThat(run.lines().stream().filter(line -> line.contains("executeQuery")))
                .hasSize(5);
        assertThat(run.line("◀ call 8")).contains("OrderService.place");
        assertThat(run.out()).contains("called from:\n    com.acme.orders.web.OrderServlet.doPost\n");
        assertThat(run.out()).contains("exception:\n    java.lang.IllegalStateException: order 17 is closed\n");
    }

    @Test
    void givesATreeAsAFlatListInJson() {
        assertThat(CommandRun.of("tree", orders, "8", "--json").objects("calls"))
                .extracting(call -> call.get("depth") + ":" + call.get("call"))
                .containsExactly("0:9", "1:8", "2:1", "2:2", "2:3", "2:4", "2:5", "2:6", "1:7");
    }

    @Test
    void drawsATreeAsDeepAsAStackCanBe() throws Exception {
        Path deep = directory.resolve("deep.db");
        try (DatabaseBuilder database = DatabaseBuilder.create(deep)) {
            database.run(1, 1, START, START)
                    .operation(1, "fib", "")
                    .thread(1, 1, "main")
                    .execute("BEGIN");
            for (long id = 1; id <= 5_000; id++) {
                database.sample(1, 1, 1, START, 9_000_000_000L, 1L, 1, 1L, id == 1 ? null : id - 1);
            }
            database.execute("COMMIT");
        }
        assertThat(CommandRun.of("tree", deep, "1").line("calls below: --full")).contains("fib");
        assertThat(CommandRun.of("tree", deep, "--json").objects("calls").get(4_999))
                .containsEntry("depth", 4_999L);
    }

    @Test
    void listsRuns() throws Exception {
        Path live = directory.resolve("live.db");
        long self = ProcessHandle.current().pid();
        try (DatabaseBuilder database = DatabaseBuilder.create(live)) {
            database.run(1, self, START, null).run(2, self, Instant.now(), null);
            assertThat(CommandRun.of("runs", live, "--json").objects("runs"))
                    .extracting(run -> run.get("id") + " " + run.get("state"))
                    .containsExactly("2 alive", "1 cut_off");
        }
        assertThat(CommandRun.of("runs", orders).line("orders")).endsWith("ended");
        assertThat(CommandRun.of("stats", live, "--run", "1").out())
                .contains("cut off: no clean end, last sign of life at 2026-01-05T10:00:00.000Z")
                .contains("ledger: unknown, because the agent wrote nothing");
        assertThat(CommandRun.of("stats", live, "--run", "1", "--json").out()).contains("\"ledger\" : null");
    }

    @Test
    void chosesARun() {
        assertThat(CommandRun.of("stats", orders, "--run", "all").out()).contains("all runs, the latest: run 1");
        assertThat(CommandRun.of("stats", orders, "--run", "7")).satisfies(run -> {
            assertThat(run.exitCode()).isEqualTo(ExitCode.NOTHING_FOUND);
            assertThat(run.err()).isEqualTo("gnomon: " + orders + " holds no run 7: the command runs lists them\n");
        });
        assertThat(CommandRun.of("stats", orders, "--run", "last").exitCode()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void fitsTheTerminal() {
        for (int width : new int[] {60, 80, 120, 200}) {
            for (String command : new String[] {"stats", "slow", "tree", "runs"}) {
                CommandRun run = CommandRun.narrow(width, command, orders);
                List<String> table = run.lines().stream()
                        .filter(line ->
                                !line.startsWith("/") && !line.startsWith("ledger: ") && !line.startsWith("call "))
                        .filter(line -> !line.startsWith("Where fewer") && !line.startsWith("Left out to fit: "))
                        .toList();
                assertThat(table)
                        .as(run.out())
                        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(width));
            }
        }
        assertThat(CommandRun.narrow(120, "slow", orders).out()).contains("  c.a.o.w.OrderServlet.doPost  ");
        assertThat(CommandRun.narrow(80, "stats", orders).out())
                .contains("Left out to fit: min, error rate, mean")
                .contains("p99", "total");
        assertThat(CommandRun.narrow(80, "stats", orders, "--wide").out())
                .contains(OrdersDatabase.SERVLET + "  ")
                .contains("error rate")
                .doesNotContain("Left out");
    }

    @Test
    void namesTheFilterThatNothingMatches() {
        assertFailure(
                ExitCode.NOTHING_FOUND,
                "none of 4 operations matches 'com.acme.ordesr.*': did you mean 'com.acme.orders.*'?",
                "stats",
                orders,
                "--operation",
                "com.acme.ordesr.*");
        assertFailure(
                ExitCode.NOTHING_FOUND,
                "none of 4 operations matches 'executeQuerry': did you mean 'executeQuery'?",
                "tree",
                orders,
                "executeQuerry");
        assertThat(CommandRun.of("slow", orders, "--operation", "executeQ").out())
                .contains("no call of 1 operation that matches 'executeQ' was slow");
        assertThat(CommandRun.of("errors", orders, "--operation", "java.*").out())
                .contains("no call of 1 operation that matches 'java.*' failed");
    }

    @Test
    void takesZeroForAllAndRefusesNegativeLimits() {
        for (String command : new String[] {"stats", "slow", "errors"}) {
            assertFailure(ExitCode.USAGE, "'-1' is not a number of lines", command, orders, "--limit=-1");
            assertThat(CommandRun.of(command, orders, "--limit", "0").out())
                    .isEqualTo(CommandRun.of(command, orders).out());
        }
    }

    @Test
    void suggestsCommandsAndOptions() {
        assertFailure(ExitCode.USAGE, "did you mean 'stats'?", "stat", orders);
        assertFailure(ExitCode.USAGE, "did you mean '--limit'?", "stats", orders, "--limti", "1");
    }

    @Test
    void speaksNotOfIndexesAndTypes() {
        assertFailure(ExitCode.USAGE, "there is no command 'stat' (did you mean 'stats'?)", "stat", orders);
        assertFailure(ExitCode.USAGE, "'x' is one argument too many", "stats", orders, "x");
        assertFailure(ExitCode.USAGE, "PID: 'x' is not a whole number", "attach", "x");
        assertFailure(ExitCode.USAGE, "'--every': 'x' is not a whole number", "top", orders, "--every", "x");
    }

    @Test
    void drawsTheSlowestCallOfAnOperation() {
        assertThat(CommandRun.of("tree", orders, "OrderService.place").out()).contains("\ncall 8: ");
        assertThat(CommandRun.of("tree", orders, "java.sql.*").out()).contains("\ncall 1: ");
        assertThat(CommandRun.of("tree", orders, "--call", "9").out())
                .isEqualTo(CommandRun.of("tree", orders, "9").out());
    }

    @Test
    void callsWhatWasPendingWhenARunWasCutOffLost() throws Exception {
        Path dead = directory.resolve("dead.db");
        try (DatabaseBuilder database = DatabaseBuilder.create(dead)) {
            database.run(1, 4711, START, null).ledger(1, "produced", 9).ledger(1, "stored", 2);
            database.ledger(1, "sampled_out", 0).ledger(1, "pending", 7);
        }
        assertThat(CommandRun.of("stats", dead).out())
                .contains("+ 7 lost at the end")
                .doesNotContain("pending");
        assertThat(CommandRun.of("stats", dead, "--json").json().get("ledger"))
                .hasFieldOrPropertyWithValue("lost", 7L)
                .hasFieldOrPropertyWithValue("pending", 0L);
    }

    @Test
    void namesTheEarlierRuns() throws Exception {
        Path many = directory.resolve("runs.db");
        try (DatabaseBuilder database = DatabaseBuilder.create(many)) {
            database.run(1, 11, START, START).run(2, 12, START, START).run(3, 13, START, START);
        }
        assertThat(CommandRun.of("stats", many).out()).contains("\n2 earlier runs: --run N; --run all adds all up\n");
        assertThat(CommandRun.of("stats", many, "--run", "2").out()).contains("\n1 earlier run: --run 1; ");
        assertThat(CommandRun.of("stats", many, "--run", "1").out()).doesNotContain("earlier run");
    }

    @Test
    void printsAsciiWhereTheOutputKnowsNoMore() {
        CommandRun tree = CommandRun.ascii("tree", orders, "9");
        assertThat(tree.out()).contains("+- com.acme.orders.OrderService.place", "`- ", "executeQuery x 5");
        assertThat(CommandRun.ascii("stats", orders).out()).contains("4.22 us").doesNotContain("?");
    }

    @Test
    void endsWithASentenceAndItsCode() throws Exception {
        assertFailure(ExitCode.UNREADABLE_FILE, "does not exist", "stats", directory.resolve("none.db"));
        assertFailure(ExitCode.NOTHING_FOUND, "no call 99 is stored", "tree", orders, "99");
        assertFailure(ExitCode.USAGE, "--since does not understand 'noon'", "stats", orders, "--since", "noon");
        assertFailure(ExitCode.USAGE, "ends", "stats", orders, "--since", "1s", "--until", "1h");
        assertFailure(ExitCode.USAGE, "Missing required parameter: 'FILE'", "stats");
        assertFailure(ExitCode.USAGE, "Unknown option: '--fast'", "stats", orders, "--fast");
        assertFailure(ExitCode.FAILED, "no such column: price", "sql", orders, "SELECT price FROM calls");
        Files.write(orders, new byte[4096 * 12]);
        assertFailure(ExitCode.UNREADABLE_FILE, "", "stats", orders);
    }

    @Test
    void helpsEveryCommand() {
        assertThat(CommandRun.of().exitCode()).isEqualTo(ExitCode.USAGE);
        CommandRun help = CommandRun.of("--help");
        assertThat(help.exitCode()).isZero();
        for (String command : new String[] {
            "stats", "slow", "tree", "errors", "sql", "runs", "trend", "profile", "top", "doctor", "attach"
        }) {
            assertThat(help.out()).contains("\n  " + command + " ");
            assertThat(CommandRun.of(command, "--help").out()).contains("Usage: java -jar gnomon.jar " + command);
        }
        assertThat(CommandRun.of("--version").out()).startsWith("gnomon ");
    }

    private static void assertFailure(int exitCode, String sentence, Object... arguments) {
        CommandRun run = CommandRun.of(arguments);
        assertThat(run.exitCode()).as(run.err()).isEqualTo(exitCode);
        assertThat(run.err()).startsWith("gnomon: ").contains(sentence).hasLineCount(1);
        assertThat(run.out()).isEmpty();
    }
}

package io.gnomon.cli.command;

import io.gnomon.cli.input.CommandFailure;
import io.gnomon.cli.input.Database;
import io.gnomon.cli.input.DatabaseOptions;
import io.gnomon.cli.input.ExitCode;
import io.gnomon.cli.input.OperationFilter;
import io.gnomon.cli.input.OperationOption;
import io.gnomon.cli.input.TopOrder;
import io.gnomon.cli.json.HeaderJson;
import io.gnomon.cli.json.JsonOutput;
import io.gnomon.cli.json.StatsJson;
import io.gnomon.cli.text.Output;
import io.gnomon.cli.text.Screen;
import io.gnomon.cli.text.Terminal;
import io.gnomon.cli.text.TopTable;
import io.gnomon.stats.OperationStats;
import io.gnomon.stats.OperationStatsQuery;
import io.gnomon.stats.TimeWindow;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "top",
        description = "What is going on now: the operations of the last minute, refreshed every two seconds.",
        footer = {
            "",
            "'busy' is the time spent in the operation per second: how many of its calls run at once on"
                    + " average. For a run that has ended, its last minute is shown.",
            "",
            "Keys that sort: t total, c calls, e errors, 5 p95, 9 p99, m max, s self, n name. Space"
                    + " refreshes now, q quits.",
            "Without a terminal, and with --json, it prints once and ends.",
            "",
            "Examples:",
            "  top gnomon/orders.db",
            "  top gnomon/orders.db --operation 'jdbc.*' --sort p99 --last 10"
        })
public final class TopCommand implements Callable<Integer> {

    @Mixin
    private final DatabaseOptions source = new DatabaseOptions();

    @Mixin
    private final OperationOption operation = new OperationOption();

    @Option(
            names = "--sort",
            paramLabel = "ORDER",
            description = "One of ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private TopOrder order = TopOrder.total;

    @Option(
            names = "--last",
            paramLabel = "SECONDS",
            description = "How many seconds back the figures reach, in tens. Default: ${DEFAULT-VALUE}.")
    private int last = 60;

    @Option(names = "--every", paramLabel = "SECONDS", description = "How often to refresh. Default: ${DEFAULT-VALUE}.")
    private int every = 2;

    @Option(names = "--wide", description = "Print all columns and whole names, however wide.")
    private boolean wide;

    private final Terminal terminal;

    public TopCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        if (last < 10 || every < 1) {
            throw new CommandFailure(ExitCode.USAGE, "--last takes 10 seconds or more, --every 1 or more");
        }
        if (source.json()) {
            return json();
        }
        // The first picture is made before the terminal is taken over: what is wrong with the file is said as usual.
        Frame first = frame();
        Optional<Screen> opened = Screen.open(terminal);
        if (opened.isEmpty()) {
            Terminal plain = wide ? terminal.with(Terminal.UNLIMITED, terminal.zone()) : terminal;
            lines(first, plain, Integer.MAX_VALUE).forEach(plain::println);
            return first.operations.isEmpty() ? ExitCode.NOTHING_FOUND : ExitCode.OK;
        }
        try (Screen screen = opened.get()) {
            return watch(screen, first);
        }
    }

    private int watch(Screen screen, Frame first) throws Exception {
        Frame frame = first;
        while (true) {
            screen.draw(lines(frame, screen.sized(wide), screen.rows()));
            int key = screen.key(every * 1_000L);
            if (key == 'q' || key == 'Q' || key < 0) {
                return ExitCode.OK;
            }
            order = TopOrder.of(Character.toLowerCase(key), order);
            frame = frame();
        }
    }

    /** Opens the file anew for each picture: no transaction stays open between, and a file that was replaced is noticed. */
    private Frame frame() throws Exception {
        try (Database database = source.open()) {
            OperationFilter filter = operation.in(database);
            TimeWindow window = window(database);
            List<OperationStats> operations = new OperationStatsQuery(database.connection())
                    .find(database.scope(), window, filter.ids())
                    .operations();
            return new Frame(database.file().toString(), database.title(), window, operations);
        }
    }

    /** Whole tens of seconds, which is how the file has them: the last one is not over yet. */
    private TimeWindow window(Database database) {
        long end = database.end().getEpochSecond() / 10 * 10;
        long begin = Math.max(
                end + 10 - Math.max(1, last / 10) * 10L,
                database.run().started().getEpochSecond());
        return new TimeWindow(Instant.ofEpochSecond(begin), database.end());
    }

    private List<String> lines(Frame frame, Terminal on, int rows) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Terminal page = on.to(new Output(bytes, true, StandardCharsets.UTF_8));
        page.println(frame.file + ": " + frame.title);
        page.println(
                "the last " + Math.round(frame.seconds()) + " s until " + page.time(frame.until()) + ", by " + order);
        if (rows < Integer.MAX_VALUE) {
            page.println(Arrays.stream(TopOrder.values())
                    .map(each -> each.key() + " " + each)
                    .collect(Collectors.joining(", ", "keys: ", "; q quit")));
        }
        page.println();
        List<OperationStats> sorted =
                frame.operations.stream().sorted(order.order().comparator()).toList();
        int room = Math.max(1, rows - 8);
        if (sorted.isEmpty()) {
            page.println("no operation was called");
        } else {
            TopTable.print(page, sorted.subList(0, Math.min(room, sorted.size())), frame.seconds());
        }
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private int json() throws Exception {
        try (Database database = source.open()) {
            OperationFilter filter = operation.in(database);
            TimeWindow window = window(database);
            List<OperationStats> operations = new OperationStatsQuery(database.connection())
                    .find(database.scope(), window, filter.ids()).operations().stream()
                            .sorted(order.order().comparator())
                            .toList();
            write(database, window, operations);
            return operations.isEmpty() ? ExitCode.NOTHING_FOUND : ExitCode.OK;
        }
    }

    private void write(Database database, TimeWindow window, List<OperationStats> operations)
            throws IOException, SQLException {
        try (JsonOutput json = new JsonOutput(terminal)) {
            new HeaderJson(database).write(json);
            json.startObject("window");
            json.time("from", window.from());
            json.time("to", window.to());
            json.endObject();
            json.startArray("operations");
            for (OperationStats stats : operations) {
                StatsJson.write(json, stats);
            }
            json.endArray();
        }
    }

    /** One picture. */
    private record Frame(String file, String title, TimeWindow window, List<OperationStats> operations) {

        Instant until() {
            Instant to = window.to();
            return to == null ? Instant.now() : to;
        }

        double seconds() {
            Instant from = window.from();
            return from == null
                    ? 1
                    : Math.max(1, Duration.between(from, until()).toMillis() / 1_000.0);
        }
    }
}

package io.gnomon.cli.command;

import io.gnomon.cli.input.CommandFailure;
import io.gnomon.cli.input.Database;
import io.gnomon.cli.input.DatabaseOptions;
import io.gnomon.cli.input.ExitCode;
import io.gnomon.cli.input.Limit;
import io.gnomon.cli.input.OperationFilter;
import io.gnomon.cli.input.WindowOptions;
import io.gnomon.cli.json.HeaderJson;
import io.gnomon.cli.json.JsonOutput;
import io.gnomon.cli.json.TrendJson;
import io.gnomon.cli.text.HeaderText;
import io.gnomon.cli.text.Terminal;
import io.gnomon.cli.text.TrendTable;
import io.gnomon.cli.text.ViewOptions;
import io.gnomon.model.Count;
import io.gnomon.stats.Trend;
import io.gnomon.stats.TrendQuery;
import io.gnomon.stats.TrendReport;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "trend",
        description = "How operations developed, and since when their p95 or error rate is different.",
        footer = {
            "",
            "Without an operation: one line for each, those that became worse first. With one: one line"
                    + " for each 10 seconds, minute or hour.",
            "",
            "A change is marked where p95 moves to another level that lasts at least 3 lines, after at"
                    + " least 3 at the old one. The medians must differ by a quarter or more (for the error rate,"
                    + " by one in a hundred calls or more), and by more than 3 times the usual deviation. Lines"
                    + " with fewer than 10 calls are ignored. A single outlier is not a change.",
            "",
            "Examples:",
            "  trend gnomon/orders.db                        (which operations became slower, and when)",
            "  trend gnomon/orders.db orders.place           (by 10 seconds, minutes or hours, as it fits)",
            "  trend gnomon/orders.db orders.place --per 1m --since 2h"
        })
public final class TrendCommand implements Callable<Integer> {

    private static final Map<String, Integer> SECONDS = Map.of("10s", 10, "1m", 60, "1h", 3_600);

    @Mixin
    private final DatabaseOptions source = new DatabaseOptions();

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "OPERATION",
            description = "The operations whose name contains this; with * or ?, those whose whole name matches.")
    private @Nullable String operation;

    @Mixin
    private final WindowOptions time = new WindowOptions();

    @Option(
            names = "--per",
            paramLabel = "10s|1m|1h",
            description = "The time that each line covers. Default: the shortest that makes at most 90 lines.")
    private @Nullable String per;

    @Option(
            names = "--limit",
            paramLabel = "N",
            converter = Limit.Converter.class,
            defaultValue = "50",
            description = "How many operations to print; 0: all. Default: ${DEFAULT-VALUE}.")
    private @Nullable Limit limit;

    @Mixin
    private final ViewOptions view = new ViewOptions();

    private Terminal terminal;

    public TrendCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        terminal = view.on(terminal);
        int seconds = seconds();
        try (Database database = source.open()) {
            OperationFilter filter = database.operations(operation);
            TrendReport report = new TrendQuery(database.connection())
                    .find(database.scope(), time.window(database, terminal.zone()), seconds, filter.ids());
            List<Trend> sorted = report.trends().stream()
                    .sorted(Comparator.comparing(Trend::becameWorse)
                            .thenComparing(Trend::total)
                            .reversed())
                    .toList();
            List<Trend> shown = limit == null ? sorted : limit.of(sorted);
            if (source.json()) {
                write(database, report, shown);
            } else {
                print(database, report, filter, shown, sorted.size());
            }
            return sorted.isEmpty() ? ExitCode.NOTHING_FOUND : ExitCode.OK;
        }
    }

    private int seconds() {
        if (per == null) {
            return 0;
        }
        Integer seconds = SECONDS.get(per);
        if (seconds == null) {
            throw new CommandFailure(ExitCode.USAGE, "--per takes 10s, 1m or 1h, not '" + per + "'");
        }
        return seconds;
    }

    private void print(Database database, TrendReport report, OperationFilter filter, List<Trend> shown, int found)
            throws SQLException {
        new HeaderText(database).print(terminal);
        if (shown.isEmpty()) {
            terminal.println("no operation" + filter.describe() + " was called in this time");
            return;
        }
        TrendTable table = new TrendTable(terminal, report.bucketSeconds());
        if (operation == null) {
            table.printSummary(shown);
        } else {
            shown.forEach(table::print);
        }
        if (found > shown.size()) {
            terminal.println();
            terminal.println("and " + Count.of(found - shown.size(), "more operation") + ": --limit 0 shows all");
        }
    }

    private void write(Database database, TrendReport report, List<Trend> shown) throws IOException, SQLException {
        try (JsonOutput json = new JsonOutput(terminal)) {
            new HeaderJson(database).write(json);
            json.number("bucket_seconds", report.bucketSeconds());
            json.startArray("operations");
            for (Trend trend : shown) {
                TrendJson.write(json, trend);
            }
            json.endArray();
        }
    }
}

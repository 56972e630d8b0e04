package io.gnomon.cli.command;

import io.gnomon.cli.input.Database;
import io.gnomon.cli.input.DatabaseOptions;
import io.gnomon.cli.input.ExitCode;
import io.gnomon.cli.input.Limit;
import io.gnomon.cli.input.OperationFilter;
import io.gnomon.cli.input.OperationOption;
import io.gnomon.cli.input.StatsOrder;
import io.gnomon.cli.input.WindowOptions;
import io.gnomon.cli.json.HeaderJson;
import io.gnomon.cli.json.JsonOutput;
import io.gnomon.cli.json.StatsJson;
import io.gnomon.cli.text.HeaderText;
import io.gnomon.cli.text.StatsTable;
import io.gnomon.cli.text.Terminal;
import io.gnomon.cli.text.ViewOptions;
import io.gnomon.model.Count;
import io.gnomon.stats.OperationStats;
import io.gnomon.stats.OperationStatsQuery;
import io.gnomon.stats.OperationStatsReport;
import io.gnomon.stats.TimeWindow;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "stats",
        description = "Statistics of every operation: calls, errors, durations and their percentiles.",
        footer = {
            "",
            "Examples:",
            "  stats gnomon/orders.db --sort p99 --limit 10",
            "  stats gnomon/orders.db --operation 'com.acme.*Repository*' --since 10m",
            "  stats gnomon/orders.db --run all --json"
        })
public final class StatsCommand implements Callable<Integer> {

    @Mixin
    private final DatabaseOptions source = new DatabaseOptions();

    @Mixin
    private final WindowOptions time = new WindowOptions();

    @Option(
            names = "--sort",
            paramLabel = "ORDER",
            description = "One of ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private StatsOrder order = StatsOrder.total;

    @Mixin
    private final OperationOption operation = new OperationOption();

    @Option(names = "--category", paramLabel = "NAME", description = "Only operations of this category.")
    private @Nullable String category;

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

    public StatsCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        terminal = view.on(terminal);
        try (Database database = source.open()) {
            OperationFilter filter = operation.in(database);
            TimeWindow window = time.window(database, terminal.zone());
            Set<Long> ids = filter.ids();
            int found = 0;
            if (!order.byPercentile()) {
                List<Long> chosen = chosen(database, window, ids);
                found = chosen.size();
                ids = new HashSet<>(shown(chosen));
            }
            OperationStatsReport report =
                    new OperationStatsQuery(database.connection()).find(database.scope(), window, ids);
            List<OperationStats> chosen = report.operations().stream()
                    .filter(this::isWanted)
                    .sorted(order.comparator())
                    .toList();
            List<OperationStats> shown = shown(chosen);
            found = Math.max(found, chosen.size());
            if (source.json()) {
                write(database, report, found, shown);
            } else {
                print(database, report, filter, found, shown);
            }
            return shown.isEmpty() ? ExitCode.NOTHING_FOUND : ExitCode.OK;
        }
    }

    /** All that are wanted, in order: the percentiles of those that are not shown need not be known. */
    private List<Long> chosen(Database database, TimeWindow window, @Nullable Set<Long> ids) throws SQLException {
        return new OperationStatsQuery(database.connection())
                .outline(database.scope(), window, ids).entrySet().stream()
                        .filter(each -> isWanted(each.getValue()))
                        .sorted(Map.Entry.comparingByValue(order.comparator()))
                        .map(Map.Entry::getKey)
                        .toList();
    }

    private boolean isWanted(OperationStats stats) {
        return category == null || category.equalsIgnoreCase(stats.category());
    }

    private <T> List<T> shown(List<T> chosen) {
        return limit == null ? chosen : limit.of(chosen);
    }

    private void print(
            Database database,
            OperationStatsReport report,
            OperationFilter filter,
            int chosen,
            List<OperationStats> shown)
            throws SQLException {
        new HeaderText(database).print(terminal);
        if (!report.covered().isAll()) {
            terminal.println("window: " + span(report.covered()) + rounding(report.bucketSeconds()));
            terminal.println();
        }
        if (shown.isEmpty()) {
            terminal.println("no operation" + (category == null ? "" : " of category '" + category + "'")
                    + filter.describe() + " was called" + (report.covered().isAll() ? "" : " in this window"));
            return;
        }
        StatsTable.print(terminal, shown);
        if (chosen > shown.size()) {
            terminal.println();
            terminal.println("and " + Count.of(chosen - shown.size(), "more operation") + ": --limit 0 shows all");
        }
    }

    private void write(Database database, OperationStatsReport report, int chosen, List<OperationStats> shown)
            throws IOException, SQLException {
        try (JsonOutput json = new JsonOutput(terminal)) {
            new HeaderJson(database).write(json);
            json.startObject("window");
            json.time("from", report.covered().from());
            json.time("to", report.covered().to());
            json.number("bucket_seconds", report.bucketSeconds());
            json.number("rollups_read", report.rollupsRead());
            json.endObject();
            json.number("operations_found", chosen);
            json.startArray("operations");
            for (OperationStats stats : shown) {
                StatsJson.write(json, stats);
            }
            json.endArray();
        }
    }

    private static String rounding(int seconds) {
        return switch (seconds) {
            case 0 -> "";
            case 60 -> ", rounded outward to 1 minute";
            case 3_600 -> ", rounded outward to 1 hour";
            default -> ", rounded outward to " + seconds + " seconds";
        };
    }

    private String span(TimeWindow window) {
        Instant from = window.from();
        Instant to = window.to();
        return (from == null ? "from the beginning" : terminal.time(from)) + " to "
                + (to == null ? "the end" : terminal.time(to));
    }
}

package io.gnomon.cli;

import io.gnomon.stats.OperationStats;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Statistics of operations, as a table and as JSON. */
final class StatsTable {

    private StatsTable() {}

    static void print(Terminal terminal, List<OperationStats> operations) {
        boolean estimated = operations.stream().anyMatch(OperationStats::isEstimated);
        TextTable table = new TextTable().name("operation").number("calls");
        if (estimated) {
            table.number("timed");
        }
        for (String title :
                List.of("errors", "error rate", "slow", "mean", "min", "max", "p50", "p95", "p99", "total", "self")) {
            table.number(title);
        }
        for (OperationStats stats : operations) {
            List<String> cells = new ArrayList<>(List.of(stats.operation(), Format.count(stats.calls())));
            if (estimated) {
                cells.add(Format.count(stats.timed()));
            }
            cells.add(Format.count(stats.errors()));
            cells.add(Format.percent(stats.errorRate()));
            cells.add(Format.count(stats.slow()));
            for (long nanos : new long[] {
                stats.mean(),
                stats.min(),
                stats.max(),
                stats.p50(),
                stats.p95(),
                stats.p99(),
                stats.total(),
                stats.self()
            }) {
                cells.add(stats.hasDurations() ? Format.duration(nanos) : "-");
            }
            table.row(cells.toArray(String[]::new));
        }
        table.print(terminal);
        if (estimated) {
            terminal.println();
            terminal.println(
                    "Where fewer calls were timed than made, their durations, and the self times of their callers, are"
                            + " estimated from the timed ones; calls and errors are exact.");
        }
    }

    static void write(JsonOutput json, OperationStats stats) throws IOException {
        json.startObject();
        json.text("operation", stats.operation());
        json.text("category", stats.category());
        json.number("calls", stats.calls());
        json.number("errors", stats.errors());
        json.number("error_rate", stats.errorRate());
        json.number("slow", stats.slow());
        json.number("timed_calls", stats.timed());
        json.flag("estimated", stats.isEstimated());
        json.millis("mean_ms", stats.mean());
        json.millis("min_ms", stats.min());
        json.millis("max_ms", stats.max());
        json.millis("p50_ms", stats.p50());
        json.millis("p90_ms", stats.p90());
        json.millis("p95_ms", stats.p95());
        json.millis("p99_ms", stats.p99());
        json.millis("p999_ms", stats.p999());
        json.millis("total_ms", stats.total());
        json.millis("self_ms", stats.self());
        json.endObject();
    }
}

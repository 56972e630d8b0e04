package io.gnomon.cli.text;

import io.gnomon.stats.OperationStats;
import java.util.ArrayList;
import java.util.List;

/** Statistics of operations, as a table. */
public final class StatsTable {

    private StatsTable() {}

    public static void print(Terminal terminal, List<OperationStats> operations) {
        boolean estimated = operations.stream().anyMatch(OperationStats::isEstimated);
        TextTable table = new TextTable().name("operation").number("calls");
        if (estimated) {
            table.number("timed");
        }
        for (String title :
                List.of("errors", "error rate", "slow", "mean", "min", "max", "p50", "p95", "p99", "total", "self")) {
            table.number(title);
        }
        table.leaveOutFirst("min", "error rate", "mean", "timed", "slow", "max", "self", "p95");
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
}

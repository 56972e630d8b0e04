package io.gnomon.cli.text;

import io.gnomon.stats.OperationStats;
import io.gnomon.stats.StandardErrors;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Statistics of operations, as a table. */
public final class StatsTable {

    private static final List<String> DURATIONS = List.of("mean", "min", "max", "p50", "p95", "p99", "total", "self");

    private StatsTable() {}

    public static void print(Terminal terminal, List<OperationStats> operations) {
        boolean estimated = operations.stream().anyMatch(OperationStats::isEstimated);
        TextTable table = new TextTable().name("operation").number("calls");
        if (estimated) {
            table.number("timed");
        }
        List.of("errors", "error rate", "slow").forEach(table::number);
        DURATIONS.forEach(table::number);
        table.leaveOutFirst("min", "error rate", "mean", "timed", "slow", "max", "self", "p95", "p50");
        for (OperationStats stats : operations) {
            List<String> cells = new ArrayList<>(List.of(stats.operation(), Format.count(stats.calls())));
            if (estimated) {
                cells.add(Format.count(stats.timed()));
            }
            cells.add(Format.count(stats.errors()));
            cells.add(Format.percent(stats.errorRate()));
            cells.add(Format.count(stats.slow()));
            if (stats.hasDurations()) {
                addDurations(stats, cells);
            } else {
                cells.addAll(Collections.nCopies(DURATIONS.size(), "-"));
            }
            table.row(cells.toArray(String[]::new));
        }
        table.print(terminal);
        if (estimated) {
            terminal.println();
            terminal.println(
                    "Where fewer calls were timed than made, their durations and the self times of their callers are"
                            + " estimates. In 95 of 100 cases they are off by at most the figure after ±. Calls and errors"
                            + " are exact.");
        }
    }

    /** In the order of {@link #DURATIONS}. */
    private static void addDurations(OperationStats stats, List<String> cells) {
        StandardErrors errors = stats.standardErrors();
        cells.add(Format.mean(stats.mean(), stats.total(), errors.total()));
        cells.add(Format.duration(stats.min()));
        cells.add(Format.duration(stats.max()));
        cells.add(Format.estimate(stats.p50(), errors.p50()));
        cells.add(Format.estimate(stats.p95(), errors.p95()));
        cells.add(Format.estimate(stats.p99(), errors.p99()));
        cells.add(Format.estimate(stats.total(), errors.total()));
        cells.add(Format.estimate(stats.self(), errors.self()));
    }
}

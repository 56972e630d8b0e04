package io.gnomon.cli.text;

import io.gnomon.stats.OperationStats;
import java.util.List;
import java.util.Locale;

/** What operations did lately, as a table. */
public final class TopTable {

    private TopTable() {}

    /**
     * Prints the operations in this order.
     *
     * @param seconds the time that the figures are of
     */
    public static void print(Terminal terminal, List<OperationStats> operations, double seconds) {
        TextTable table = new TextTable()
                .name("operation")
                .number("calls/s")
                .number("errors")
                .number("busy")
                .number("self")
                .number("p50")
                .number("p95")
                .number("p99")
                .number("max")
                .leaveOutFirst("self", "p50", "max");
        for (OperationStats stats : operations) {
            boolean known = stats.hasDurations();
            table.row(
                    stats.operation(),
                    rate(stats.calls() / seconds),
                    Format.count(stats.errors()),
                    rate(stats.total() / 1e9 / seconds),
                    rate(stats.self() / 1e9 / seconds),
                    known ? Format.duration(stats.p50()) : "-",
                    known ? Format.duration(stats.p95()) : "-",
                    known ? Format.duration(stats.p99()) : "-",
                    known ? Format.duration(stats.max()) : "-");
        }
        table.print(terminal);
    }

    private static String rate(double number) {
        return String.format(Locale.ROOT, number >= 100 ? "%,.0f" : number >= 1 ? "%.1f" : "%.3f", number);
    }
}

package io.gnomon.cli.text;

import io.gnomon.stats.LevelShift;
import io.gnomon.stats.OperationStats;
import io.gnomon.stats.Trend;
import io.gnomon.stats.TrendPoint;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** How operations developed, as a table. */
public final class TrendTable {

    private final Terminal terminal;
    private final int seconds;

    /**
     * Prints to this terminal.
     *
     * @param seconds the length of a bucket
     */
    public TrendTable(Terminal terminal, int seconds) {
        this.terminal = terminal;
        this.seconds = seconds;
    }

    /** A line for each operation: what changed last. */
    public void printSummary(List<Trend> trends) {
        TextTable table = new TextTable()
                .name("operation")
                .number("calls")
                .number("total")
                .number("p95 before")
                .number("p95 after")
                .text("p95 since")
                .number("errors before")
                .number("errors after")
                .text("errors since")
                .leaveOutFirst("total", "errors before", "calls", "p95 before");
        for (Trend trend : trends) {
            LevelShift p95 = trend.latest(LevelShift.Figure.P95).orElse(null);
            LevelShift errors = trend.latest(LevelShift.Figure.ERROR_RATE).orElse(null);
            table.row(
                    trend.operation(),
                    Format.count(trend.calls()),
                    Format.duration(trend.total()),
                    p95 == null ? "-" : level(p95.figure(), p95.before()),
                    p95 == null ? "-" : level(p95.figure(), p95.after()),
                    p95 == null ? "-" : sign(p95) + time(p95.at()),
                    errors == null ? "-" : level(errors.figure(), errors.before()),
                    errors == null ? "-" : level(errors.figure(), errors.after()),
                    errors == null ? "-" : sign(errors) + time(errors.at()));
        }
        table.print(terminal);
        terminal.println();
        terminal.println("Compared by " + length() + ". ▲ worse, ▼ better since then; - no lasting change.");
    }

    /** A line for each bucket. */
    public void print(Trend trend) {
        terminal.println(trend.operation() + ", by " + length());
        terminal.println();
        TextTable table = new TextTable()
                .text("from")
                .number("calls")
                .number("errors")
                .number("p50")
                .number("p95")
                .number("p99")
                .text("")
                .leaveOutFirst("p50");
        for (TrendPoint point : trend.points()) {
            OperationStats stats = point.stats();
            boolean known = stats.hasDurations();
            table.row(
                    time(point.at()),
                    Format.count(stats.calls()),
                    Format.count(stats.errors()),
                    known ? Format.duration(stats.p50()) : "-",
                    known ? Format.duration(stats.p95()) : "-",
                    known ? Format.duration(stats.p99()) : "-",
                    trend.shifts().stream()
                            .filter(shift -> shift.at().equals(point.at()))
                            .map(TrendTable::remark)
                            .collect(Collectors.joining(", ")));
        }
        table.print(terminal);
        terminal.println();
    }

    private static String remark(LevelShift shift) {
        return sign(shift) + (shift.figure() == LevelShift.Figure.P95 ? "p95 " : "errors ")
                + level(shift.figure(), shift.before()) + " → " + level(shift.figure(), shift.after());
    }

    private static String sign(LevelShift shift) {
        return shift.worse() ? "▲ " : "▼ ";
    }

    private static String level(LevelShift.Figure figure, double value) {
        return figure == LevelShift.Figure.P95 ? Format.duration(Math.round(value)) : Format.percent(value);
    }

    private String length() {
        return seconds == 60 ? "minutes" : seconds == 3_600 ? "hours" : seconds + " seconds";
    }

    private String time(Instant at) {
        return DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ssXXX", Locale.ROOT)
                .format(at.atZone(terminal.zone()));
    }
}

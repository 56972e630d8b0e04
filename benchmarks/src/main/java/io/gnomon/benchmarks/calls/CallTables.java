package io.gnomon.benchmarks.calls;

import io.gnomon.benchmarks.jvm.Account;
import io.gnomon.benchmarks.report.Findings;
import io.gnomon.benchmarks.report.MarkdownTable;
import io.gnomon.benchmarks.report.Spread;
import io.gnomon.benchmarks.report.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** The tables of some {@link CallSeries}: what a call costs, and Gnomon's own account of the calls. */
final class CallTables {

    private final MarkdownTable costs = new MarkdownTable(
            "JDK",
            "contender",
            " threads",
            " lowest, ns",
            " median, ns",
            " highest, ns",
            " times the floor",
            " times JFR",
            " bytes a call, calling threads",
            " bytes a call, whole JVM",
            " bytecode, bytes");
    private final MarkdownTable accounts = new MarkdownTable(
            "JDK", "contender", " threads", " calls made", " produced", " stored", " sampled out", " dropped");

    /** Adds a row for each contender. */
    void add(CallSeries series) {
        for (Contender contender : series.contenders()) {
            costs.row(costs(series, contender));
            if (contender.gnomon()) {
                accounts.row(account(series, contender));
            }
        }
    }

    /** The tables with these targets. */
    Findings findings(List<Target> targets) {
        return Findings.of(targets, costs, accounts);
    }

    private static String[] costs(CallSeries series, Contender contender) {
        Spread nanos = series.spread(contender, CallResult::nanos);
        OptionalInt bytecodes = series.bytecodes(contender);
        List<String> cells = new ArrayList<>(head(series, contender));
        cells.addAll(List.of(
                nanos.min(1),
                nanos.median(1),
                nanos.max(1),
                ratio(series, contender, Contender.FLOOR),
                ratio(series, contender, Contender.JFR),
                series.spread(contender, CallResult::callerBytes).median(3),
                series.spread(contender, CallResult::jvmBytes).median(3),
                contender.instruments() && bytecodes.isPresent() ? Integer.toString(bytecodes.getAsInt()) : ""));
        return cells.toArray(String[]::new);
    }

    private static String[] account(CallSeries series, Contender contender) {
        Account account = series.account(contender);
        List<String> cells = new ArrayList<>(head(series, contender));
        cells.addAll(List.of(
                Long.toString(series.calls(contender)),
                Long.toString(account.produced()),
                Long.toString(account.stored()),
                Long.toString(account.sampledOut()),
                Long.toString(account.dropped())));
        return cells.toArray(String[]::new);
    }

    private static List<String> head(CallSeries series, Contender contender) {
        return List.of(series.jdk().version(), contender.label(), Integer.toString(series.threads()));
    }

    private static String ratio(CallSeries series, Contender contender, Contender other) {
        return series.ratio(contender, other).map(spread -> spread.median(2)).orElse("");
    }
}

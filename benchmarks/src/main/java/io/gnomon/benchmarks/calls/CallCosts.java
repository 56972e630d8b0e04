package io.gnomon.benchmarks.calls;

import io.gnomon.benchmarks.jvm.Jdk;
import io.gnomon.benchmarks.jvm.MonitoredCall;
import io.gnomon.benchmarks.measure.Conditions;
import io.gnomon.benchmarks.measure.Measurement;
import io.gnomon.benchmarks.report.Findings;
import io.gnomon.benchmarks.report.Target;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.runner.RunnerException;

/** Measures what timing one call of an empty method costs, by Gnomon and by what a user might take instead. */
public final class CallCosts implements Measurement {

    private static final double MOST_ALONE = 1.08;
    private static final double MOST_BESIDE_THE_WRITER = 1.20;
    private static final double MOST_THROTTLED = 0.10;

    /** Less than this is the rounding of what JMH itself allocates in an iteration. */
    private static final double NO_BYTES = 0.0005;

    private final Conditions conditions;
    private final int rounds;

    public CallCosts(Conditions conditions) {
        this.conditions = conditions;
        this.rounds = conditions.quick() ? 1 : 5;
    }

    @Override
    public Findings measure() throws IOException, InterruptedException, RunnerException {
        CallTables tables = new CallTables();
        List<Target> targets = new ArrayList<>();
        for (Jdk jdk : conditions.jdks()) {
            for (int threads : new int[] {1, 2}) {
                CallSeries series = CallSeries.measure(conditions, jdk, MonitoredCall.EMPTY, threads, rounds);
                tables.add(series);
                targets.addAll(targets(series));
            }
        }
        return tables.findings(targets);
    }

    private static List<Target> targets(CallSeries series) {
        boolean alone = series.threads() == 1;
        String where =
                ", threads: " + series.threads() + ", JDK " + series.jdk().feature();
        List<Target> targets = new ArrayList<>();
        series.ratio(Contender.GNOMON_EXACT, Contender.FLOOR)
                .ifPresent(ratio -> targets.add(Target.atMost(
                        "exact, times the floor" + where,
                        alone ? MOST_ALONE : MOST_BESIDE_THE_WRITER,
                        ratio.median(),
                        2)));
        series.ratio(Contender.GNOMON_EXACT, Contender.JFR)
                .ifPresent(ratio ->
                        targets.add(Target.atMost("exact, times JFR" + where, alone ? 1.0 : 0.5, ratio.median(), 2)));
        series.ratio(Contender.GNOMON_DEFAULT, Contender.FLOOR)
                .ifPresent(ratio -> targets.add(
                        Target.atMost("default, times the floor" + where, MOST_THROTTLED, ratio.median(), 2)));
        for (Contender contender : List.of(Contender.GNOMON_EXACT, Contender.GNOMON_DEFAULT)) {
            double bytes = series.spread(contender, CallResult::callerBytes).median();
            targets.add(new Target(
                    contender.label() + ", bytes allocated by a call" + where,
                    "0.000",
                    String.format(Locale.ROOT, "%.3f", bytes),
                    bytes < NO_BYTES));
        }
        return targets;
    }
}

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
import org.openjdk.jmh.runner.RunnerException;

/**
 * Measures what timing a call costs in a recursion ten levels deep with every level timed, on JDKs with JFR method timing to
 * compare with.
 */
public final class RecursionCosts implements Measurement {

    private static final double MOST_EXACT = 0.90;
    private static final double MOST_DEFAULT = 0.25;

    private final Conditions conditions;
    private final int rounds;

    public RecursionCosts(Conditions conditions) {
        this.conditions = conditions;
        this.rounds = conditions.quick() ? 1 : 3;
    }

    @Override
    public Findings measure() throws IOException, InterruptedException, RunnerException {
        CallTables tables = new CallTables();
        List<Target> targets = new ArrayList<>();
        Jdk jdk = conditions.newestJdk();
        for (int threads : new int[] {1, 2}) {
            CallSeries series = CallSeries.measure(conditions, jdk, MonitoredCall.RECURSION, threads, rounds);
            tables.add(series);
            target(series, Contender.GNOMON_EXACT, MOST_EXACT, targets);
            target(series, Contender.GNOMON_DEFAULT, MOST_DEFAULT, targets);
        }
        return tables.findings(targets);
    }

    private static void target(CallSeries series, Contender contender, double most, List<Target> targets) {
        series.ratio(contender, Contender.JFR)
                .ifPresent(ratio -> targets.add(Target.atMost(
                        contender.label() + ", times JFR, threads: " + series.threads() + ", JDK "
                                + series.jdk().feature(),
                        most,
                        ratio.median(),
                        2)));
    }
}

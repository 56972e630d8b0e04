package io.gnomon.benchmarks.writer;

import io.gnomon.benchmarks.jvm.Account;
import io.gnomon.benchmarks.jvm.AgentRun;
import io.gnomon.benchmarks.jvm.Jdk;
import io.gnomon.benchmarks.measure.Conditions;
import io.gnomon.benchmarks.measure.FullSpeedRun;
import io.gnomon.benchmarks.measure.Measurement;
import io.gnomon.benchmarks.report.Findings;
import io.gnomon.benchmarks.report.MarkdownTable;
import io.gnomon.benchmarks.report.Target;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Measures what is lost when threads do nothing but make calls that are all timed exactly, and how much of it waits in memory. */
public final class Loss implements Measurement {

    private static final double MOST_QUEUE_MIB = 64;

    /** What a chunk of 256 samples takes; {@code java.lang.GnomonChunk} has it so. */
    private static final double CHUNK_KIB = 8;

    private final Conditions conditions;
    private final long millis;
    private final List<Target> targets = new ArrayList<>();
    private final MarkdownTable table = new MarkdownTable(
            "JDK",
            " threads",
            " seconds",
            " million calls a second",
            " calls made",
            " produced",
            " stored",
            " sampled out",
            " dropped",
            " queue, MiB");

    public Loss(Conditions conditions) {
        this.conditions = conditions;
        this.millis = conditions.quick() ? 1_000 : 60_000;
    }

    @Override
    public Findings measure() throws IOException, InterruptedException {
        for (Jdk jdk : conditions.jdks()) {
            for (int threads : new int[] {1, 2}) {
                addRow(jdk, threads);
            }
        }
        return Findings.of(targets, table);
    }

    private void addRow(Jdk jdk, int threads) throws IOException, InterruptedException {
        conditions.progress().say("loss, JDK " + jdk.feature() + ", threads: " + threads);
        AgentRun agent = new AgentRun(
                AgentRun.CALLS_EXACT, conditions.folder().resolve("loss-" + jdk.feature() + "-" + threads + ".db"));
        FullSpeedRun run = FullSpeedRun.of(jdk, threads, millis, List.of(agent.jvmOption()));
        Account account = Account.read(jdk, agent.database());
        // One chunk is each thread's own, which it fills.
        double queueMib = (run.chunks() - threads) * CHUNK_KIB / 1024;
        table.row(
                jdk.version(),
                Integer.toString(threads),
                number(millis / 1_000.0, 0),
                number(run.calls() / 1_000.0 / millis, 1),
                Long.toString(run.calls()),
                Long.toString(account.produced()),
                Long.toString(account.stored()),
                Long.toString(account.sampledOut()),
                Long.toString(account.dropped()),
                number(queueMib, 1));
        String where = ", threads: " + threads + ", JDK " + jdk.feature();
        long lost = account.dropped() + Math.abs(run.calls() - account.produced());
        targets.add(Target.atMost("calls dropped or not accounted for" + where, 0, (double) lost, 0));
        targets.add(Target.atMost("queue, MiB" + where, MOST_QUEUE_MIB, queueMib, 1));
    }

    private static String number(double value, int decimals) {
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
}

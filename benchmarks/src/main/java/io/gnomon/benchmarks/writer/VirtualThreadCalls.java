package io.gnomon.benchmarks.writer;

import io.gnomon.benchmarks.jvm.Account;
import io.gnomon.benchmarks.jvm.AgentRun;
import io.gnomon.benchmarks.jvm.Child;
import io.gnomon.benchmarks.jvm.Jdk;
import io.gnomon.benchmarks.jvm.JvmCommand;
import io.gnomon.benchmarks.jvm.Subject;
import io.gnomon.benchmarks.measure.Conditions;
import io.gnomon.benchmarks.measure.Measurement;
import io.gnomon.benchmarks.report.Findings;
import io.gnomon.benchmarks.report.MarkdownTable;
import io.gnomon.benchmarks.report.Spread;
import io.gnomon.benchmarks.report.Target;
import io.gnomon.benchmarks.subject.VirtualThreads;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Sees whether the calls of a million virtual threads are all counted, whether any of these is pinned, and what memory it takes. */
public final class VirtualThreadCalls implements Measurement {

    private static final Path RULES = Path.of("benchmarks", "rules", "virtual.yaml");
    private static final int OLDEST = 21;
    private static final double BYTES_PER_MIB = 1 << 20;
    private static final double LIMIT_MIB = 64;
    private static final String PINNED = "jdk.VirtualThreadPinned";

    /**
     * A run that has ended.
     *
     * @param seconds of its whole life
     * @param calls that it has made
     * @param heapMib in use when all threads had ended, after a collection
     * @param peakMib the most memory of the process in use at once
     */
    private record Run(double seconds, long calls, double heapMib, double peakMib) {}

    private final Conditions conditions;
    private final Jdk jdk;
    private final int threads;
    private final int rounds;

    public VirtualThreadCalls(Conditions conditions) {
        this.conditions = conditions;
        this.jdk = conditions.newestJdk();
        this.threads = conditions.quick() ? 20_000 : 1_000_000;
        this.rounds = conditions.quick() ? 1 : 3;
    }

    @Override
    public Findings measure() throws IOException, InterruptedException {
        if (jdk.feature() < OLDEST) {
            throw new IllegalStateException("there are no virtual threads before JDK " + OLDEST);
        }
        List<Run> alone = new ArrayList<>();
        List<Run> monitored = new ArrayList<>();
        Account account = Account.NONE;
        for (int round = 1; round <= rounds; round++) {
            conditions.progress().say("virtual, JDK " + jdk.feature() + ", round " + round);
            Path database = conditions.folder().resolve("virtual-" + round + ".db");
            alone.add(run(List.of()));
            monitored.add(run(List.of(new AgentRun(RULES, database).jvmOption())));
            account = account.plus(Account.read(jdk, database));
        }
        return findings(alone, monitored, account, pinned());
    }

    private Run run(List<String> options) throws IOException, InterruptedException {
        JvmCommand command = JvmCommand.of(jdk, VirtualThreads.class, Integer.toString(threads))
                .with("-Xmx512m")
                .with(options.toArray(String[]::new));
        long start = System.nanoTime();
        try (Subject subject = Subject.start(command.line())) {
            long calls = Long.parseLong(subject.await("calls made: "));
            double seconds = (System.nanoTime() - start) / 1e9;
            double heap = Long.parseLong(subject.await("heap bytes in use: ")) / BYTES_PER_MIB;
            double peak = subject.process().peakResidentMib();
            subject.awaitEnd();
            return new Run(seconds, calls, heap, peak);
        }
    }

    /** How often a virtual thread of a further run, with the agent, has blocked its carrier, by JFR. */
    private long pinned() throws IOException, InterruptedException {
        Path recording = conditions.folder().resolve("virtual.jfr");
        String record = "-XX:StartFlightRecording:settings=none,+" + PINNED + "#enabled=true,+" + PINNED
                + "#threshold=0ms,+jdk.VirtualThreadStart#enabled=true,filename=" + recording;
        Path database = conditions.folder().resolve("virtual-recorded.db");
        run(List.of(record, "-Xlog:jfr*=off", new AgentRun(RULES, database).jvmOption()));
        String summary = Child.run(
                        List.of(jdk.home().resolve("bin").resolve("jfr").toString(), "summary", recording.toString()))
                .output();
        if (events(summary, "jdk.VirtualThreadStart").orElse(0L) == 0) {
            throw new IllegalStateException("JFR has seen no virtual threads");
        }
        return events(summary, PINNED).orElse(0L);
    }

    /** How many events of this type a summary by the JDK's tool {@code jfr} counts; nothing if it does not name the type. */
    static Optional<Long> events(String summary, String type) {
        return summary.lines()
                .map(line -> line.strip().split(" +"))
                .filter(words -> words.length == 3 && words[0].equals(type))
                .map(words -> Long.parseLong(words[1]))
                .findFirst();
    }

    private Findings findings(List<Run> alone, List<Run> monitored, Account account, long pinned) {
        MarkdownTable table = new MarkdownTable(
                "JDK",
                "agent",
                " runs",
                " virtual threads in each",
                " seconds, median",
                " heap in use afterwards, median, MiB",
                " peak of resident memory, median, MiB",
                " calls made",
                " produced",
                " dropped",
                " threads pinned");
        table.row(cells("no", alone, "", "", ""));
        table.row(cells(
                "yes",
                monitored,
                Long.toString(account.produced()),
                Long.toString(account.dropped()),
                Long.toString(pinned)));
        long missing = calls(monitored) - account.produced();
        double added = heap(monitored).median() - heap(alone).median();
        return Findings.of(
                List.of(
                        Target.atMost("calls of virtual threads not counted", 0, (double) Math.abs(missing), 0),
                        Target.atMost("virtual threads pinned", 0, (double) pinned, 0),
                        Target.atMost(
                                "heap in use after a million virtual threads that the agent adds, MiB",
                                LIMIT_MIB,
                                added,
                                1)),
                table);
    }

    private String[] cells(String agent, List<Run> runs, String produced, String dropped, String pinned) {
        return new String[] {
            jdk.version(),
            agent,
            Integer.toString(runs.size()),
            Integer.toString(threads),
            Spread.of(runs.stream().map(Run::seconds).toList()).median(1),
            heap(runs).median(1),
            Spread.of(runs.stream().map(Run::peakMib).toList()).median(0),
            Long.toString(calls(runs)),
            produced,
            dropped,
            pinned
        };
    }

    private static Spread heap(List<Run> runs) {
        return Spread.of(runs.stream().map(Run::heapMib).toList());
    }

    private static long calls(List<Run> runs) {
        return runs.stream().mapToLong(Run::calls).sum();
    }
}

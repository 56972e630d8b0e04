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
import io.gnomon.benchmarks.subject.BareRows;
import io.gnomon.benchmarks.subject.SteadyCalls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Measures the CPU time of a row from the sample to the file: of the agent's writer, which has every call to store, and of a
 * bare JDBC loop that writes the same rows. And how long the file gets.
 */
public final class RowSpeed implements Measurement {

    private static final String WRITER = "gnomon-writer";

    /** As many as the agent writes in a transaction, by its flush interval of a second. */
    private static final int CALLS_PER_SECOND = 400_000;

    private static final double RATE_LIMIT = 0.85;
    private static final double BYTES_LIMIT = 32;

    private final Conditions conditions;
    private final Jdk jdk;
    private final int rounds;
    private final int warmUpThousands;
    private final int thousands;

    public RowSpeed(Conditions conditions) {
        this.conditions = conditions;
        this.jdk = conditions.newestJdk();
        this.rounds = conditions.quick() ? 1 : 3;
        this.warmUpThousands = conditions.quick() ? 200 : 2_000;
        this.thousands = conditions.quick() ? 200 : 4_000;
    }

    /** What one run of the agent has shown. */
    private record Written(double nanosPerRow, double bytesPerRow, long rows, Path file) {}

    @Override
    public Findings measure() throws IOException, InterruptedException {
        List<Written> written = new ArrayList<>();
        List<Double> bare = new ArrayList<>();
        for (int round = 1; round <= rounds; round++) {
            conditions.progress().say("rows, JDK " + jdk.feature() + ", round " + round);
            Written byAgent = agent(round);
            written.add(byAgent);
            bare.add(bare(byAgent.file));
        }
        return findings(written, bare);
    }

    private Written agent(int round) throws IOException, InterruptedException {
        Path database = conditions.folder().resolve("rows-" + round + ".db");
        String agent = new AgentRun(AgentRun.CALLS_EXACT, database)
                .jvmOption("quiet", "rows-per-second=1000000", "row-burst=1000000000");
        JvmCommand command = JvmCommand.of(
                        jdk,
                        SteadyCalls.class,
                        Integer.toString(CALLS_PER_SECOND),
                        Integer.toString(warmUpThousands),
                        Integer.toString(thousands))
                .with("-Xms1g", "-Xmx1g", agent);
        try (Subject subject = Subject.start(command.line())) {
            subject.await("made");
            awaitStored(database, 1_000L * warmUpThousands);
            double before = subject.process().cpuSecondsOf(WRITER);
            subject.goOn();
            subject.await("made");
            awaitStored(database, 1_000L * (warmUpThousands + thousands));
            double cpu = subject.process().cpuSecondsOf(WRITER) - before;
            subject.awaitEnd();
            long rows = Account.read(jdk, database).stored();
            return new Written(1e6 * cpu / thousands, (double) Files.size(database) / rows, rows, database);
        }
    }

    private void awaitStored(Path database, long calls) throws IOException, InterruptedException {
        long limit = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        Account account = Account.soFar(jdk, database);
        while (account.stored() < calls) {
            if (System.nanoTime() - limit >= 0 || account.dropped() > 0) {
                throw new IllegalStateException("not all " + calls + " calls are stored: " + account);
            }
            TimeUnit.MILLISECONDS.sleep(200);
            account = Account.soFar(jdk, database);
        }
    }

    /** The bare loop's CPU nanoseconds a row, when it is compiled. */
    private double bare(Path model) throws IOException, InterruptedException {
        String output = Child.run(JvmCommand.of(
                                jdk,
                                BareRows.class,
                                model.toString(),
                                conditions.folder().resolve("bare.db").toString(),
                                Integer.toString(1_000 * thousands / 2),
                                Integer.toString(CALLS_PER_SECOND),
                                "4")
                        .with("-Xms1g", "-Xmx1g")
                        .line())
                .output();
        List<Double> nanos = output.lines()
                .filter(line -> line.startsWith("CPU nanoseconds a row: "))
                .map(line -> Double.parseDouble(line.substring(line.indexOf(':') + 1)))
                .toList();
        return Spread.of(nanos.subList(1, nanos.size())).median();
    }

    private Findings findings(List<Written> written, List<Double> bare) {
        MarkdownTable table = new MarkdownTable(
                "JDK",
                "who writes",
                " runs",
                " CPU ns a row, lowest",
                " median",
                " highest",
                " rows a CPU second, of the bare loop's",
                " bytes a row",
                " rows in each run");
        List<Double> nanos = written.stream().map(Written::nanosPerRow).toList();
        double rate = Spread.ofRatios(bare, nanos).median();
        Spread bytes = Spread.of(written.stream().map(Written::bytesPerRow).toList());
        long rows = written.get(0).rows;
        table.row(cells("a bare JDBC loop", bare, 1, "", 500L * thousands));
        table.row(cells("the agent", nanos, rate, bytes.median(1), rows));
        return Findings.of(
                List.of(
                        Target.atLeast("rows from chunk to SQLite, of a bare JDBC loop's rate", RATE_LIMIT, rate, 2),
                        Target.atMost("bytes a row, plain samples", BYTES_LIMIT, bytes.median(), 1)),
                table);
    }

    private String[] cells(String who, List<Double> nanos, double rate, String bytes, long rows) {
        Spread spread = Spread.of(nanos);
        return new String[] {
            jdk.version(),
            who,
            Integer.toString(nanos.size()),
            spread.min(0),
            spread.median(0),
            spread.max(0),
            String.format(Locale.ROOT, "%.2f", rate),
            bytes,
            Long.toString(rows)
        };
    }
}

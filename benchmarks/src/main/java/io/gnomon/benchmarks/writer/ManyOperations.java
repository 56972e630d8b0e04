package io.gnomon.benchmarks.writer;

import io.gnomon.benchmarks.jvm.Account;
import io.gnomon.benchmarks.jvm.AgentRun;
import io.gnomon.benchmarks.jvm.Jdk;
import io.gnomon.benchmarks.jvm.JvmCommand;
import io.gnomon.benchmarks.jvm.Subject;
import io.gnomon.benchmarks.measure.Conditions;
import io.gnomon.benchmarks.measure.JarOfSources;
import io.gnomon.benchmarks.measure.ManyMethods;
import io.gnomon.benchmarks.measure.Measurement;
import io.gnomon.benchmarks.report.Findings;
import io.gnomon.benchmarks.report.MarkdownTable;
import io.gnomon.benchmarks.report.Target;
import io.gnomon.benchmarks.subject.ManyThreads;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Measures how much memory the agent takes for many operations, which many threads call. */
public final class ManyOperations implements Measurement {

    private static final Path RULES = Path.of("benchmarks", "rules", "methods.yaml");
    private static final double BYTES_PER_MIB = 1 << 20;
    private static final double LIMIT_MIB = 64;

    /**
     * Memory in MiB.
     *
     * @param heap in use after a collection
     * @param resident of the process
     */
    private record Memory(double heap, double resident) {}

    private final Conditions conditions;
    private final Jdk jdk;
    private final int classes;
    private final int threads;
    private final int seconds;

    public ManyOperations(Conditions conditions) {
        this.conditions = conditions;
        this.jdk = conditions.newestJdk();
        this.classes = conditions.quick() ? 10 : 100;
        this.threads = conditions.quick() ? 50 : 500;
        // Over several flushes, and a whole minute, so that what the agent keeps by time is there.
        this.seconds = conditions.quick() ? 3 : 70;
    }

    @Override
    public Findings measure() throws IOException, InterruptedException {
        Path jar = JarOfSources.compile("methods", ManyMethods.sources(classes), conditions.folder());
        JvmCommand command = JvmCommand.of(
                        jdk,
                        ManyThreads.class,
                        ManyMethods.PACKAGE + ".Work",
                        Integer.toString(classes),
                        Integer.toString(ManyMethods.METHODS_IN_CLASS),
                        Integer.toString(threads),
                        Integer.toString(seconds))
                .with("-Xmx2g")
                .withLibrary(jar);
        Path database = conditions.folder().resolve("memory.db");
        conditions.progress().say("memory, JDK " + jdk.feature() + ", for " + seconds + " s");
        // At the same time: what takes long is that time passes, and memory does not depend on the speed.
        try (Subject alone = Subject.start(command.line());
                Subject monitored = Subject.start(
                        command.with(new AgentRun(RULES, database).jvmOption()).line())) {
            Memory plain = memory(alone);
            Memory withAgent = memory(monitored);
            alone.awaitEnd();
            monitored.awaitEnd();
            return findings(plain, withAgent, Account.read(jdk, database));
        }
    }

    private static Memory memory(Subject subject) throws IOException {
        double heap = Long.parseLong(subject.await("heap bytes in use: ")) / BYTES_PER_MIB;
        return new Memory(heap, subject.process().residentMib());
    }

    private Findings findings(Memory alone, Memory monitored, Account account) {
        MarkdownTable table = new MarkdownTable(
                "JDK", "agent", " operations", " threads", " calls", " heap in use, MiB", " resident memory, MiB");
        int operations = classes * ManyMethods.METHODS_IN_CLASS;
        table.row(
                jdk.version(),
                "no",
                Integer.toString(operations),
                Integer.toString(threads),
                "",
                number(alone.heap),
                number(alone.resident));
        table.row(
                jdk.version(),
                "yes",
                Integer.toString(operations),
                Integer.toString(threads),
                Long.toString(account.produced()),
                number(monitored.heap),
                number(monitored.resident));
        String what = operations + " operations, " + threads + " threads, heap that the agent adds, MiB";
        return Findings.of(List.of(Target.atMost(what, LIMIT_MIB, monitored.heap - alone.heap, 1)), table);
    }

    private static String number(double mib) {
        return String.format(Locale.ROOT, "%.1f", mib);
    }
}

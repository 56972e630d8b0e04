package io.gnomon;

import io.gnomon.config.Configuration;
import io.gnomon.log.RotatingLog;
import io.gnomon.model.Count;
import io.gnomon.model.OperationRegistry;
import io.gnomon.model.RunClock;
import io.gnomon.part.AgentThreads;
import io.gnomon.part.Part;
import io.gnomon.part.Parts;
import io.gnomon.record.Pipeline;
import io.gnomon.record.WriterSettings;
import io.gnomon.retention.Retention;
import io.gnomon.retention.RetentionSettings;
import io.gnomon.rules.LoadedRules;
import io.gnomon.text.Redaction;
import io.gnomon.weave.WeaveReport;
import io.gnomon.weave.Weaver;
import java.lang.instrument.Instrumentation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One run: puts recording and weaving together, from the start to the JVM's end or until the agent is detached. The order
 * of construction is the order in which things depend on each other; nothing else in the agent makes its own collaborators.
 */
final class Monitoring {

    /** The application goes on meanwhile, so there is no hurry. */
    private static final Duration DETACH_LIMIT = Duration.ofMinutes(1);

    private final Configuration configuration;
    private final RotatingLog log;
    private final RunStore store;
    private final WeaveReport report;
    private final Weaver weaver;
    private final Pipeline pipeline;
    private final Instrumentation instrumentation;
    private final boolean attached;
    private final Parts parts;
    private final CountDownLatch opened = new CountDownLatch(1);
    private final AtomicBoolean ended = new AtomicBoolean();

    /** The start has come to its end. */
    private boolean begun;

    Monitoring(
            Configuration configuration,
            RunPlace place,
            LoadedRules rules,
            String options,
            OperationRegistry operations,
            Instrumentation instrumentation,
            boolean attached,
            Redaction redaction,
            RotatingLog log) {
        this.configuration = configuration;
        this.log = log;
        this.instrumentation = instrumentation;
        this.attached = attached;
        RunClock clock = new RunClock();
        store = new RunStore(
                place.database(),
                place.application(),
                options,
                startLine(configuration, rules),
                redaction,
                operations,
                clock,
                log);
        AgentAnswers answers = new AgentAnswers(store, operations, log);
        report = new WeaveReport(log);
        weaver = new Weaver(rules.rules(), configuration.annotations(), configuration.mode(), operations, report);
        pipeline = new Pipeline(
                new WriterSettings(
                        configuration.rowsPerSecond(),
                        configuration.rowBurst(),
                        WriterSettings.mostRows(Runtime.getRuntime().maxMemory()),
                        configuration.flushInterval(),
                        configuration.queueMemory(),
                        configuration.overheadBudget(),
                        redaction),
                operations,
                clock,
                store,
                List.of(
                        new RulesContribution(weaver, log, Monitoring::inThreadOfItsOwn),
                        new Retention(retention(configuration), clock::steadyMicros, log)),
                answers,
                log,
                this::afterFlush);
        answers.flushThrough(pipeline);
        parts = new Parts(log);
    }

    /**
     * Begins. If that fails, nothing is left behind.
     *
     * @throws Exception what went wrong
     */
    void start() throws Exception {
        try {
            begin();
        } catch (Throwable failure) {
            parts.stop();
            throw failure;
        }
        begun = true;
        store.greet();
    }

    private void begin() throws Exception {
        if (GnomonRecorder.missesVirtualThreads()) {
            log.warn("calls of virtual threads are not recorded: this JDK's internals are not known");
        }
        // The file is opened while the classes are being woven.
        parts.start(new RecordingPart());
        pipeline.event(attached ? "attached" : "started", "monitoring began");
        parts.start(new WeavingPart());
        if (attached) {
            LoadedApi.connect(instrumentation, log);
        }
    }

    private static RetentionSettings retention(Configuration configuration) {
        return new RetentionSettings(
                configuration.keepRows(),
                configuration.keepTenSeconds(),
                configuration.keepMinutes(),
                configuration.keepHours(),
                configuration.keepDays(),
                configuration.maxSize(),
                configuration.minFree());
    }

    private static void inThreadOfItsOwn(Runnable work) {
        AgentThreads.make("gnomon-rules", () -> {
                    GnomonRecorder.pause();
                    work.run();
                })
                .start();
    }

    private void afterFlush() {
        log.write();
        opened.countDown();
    }

    /** Waits until the file is open, or known not to be; where it is, or null if it is not. */
    @Nullable
    Path awaitFile(Duration limit) throws InterruptedException {
        return opened.await(limit.toMillis(), TimeUnit.MILLISECONDS) ? file() : null;
    }

    /** Where the run is stored; null while it is not. */
    @Nullable
    Path file() {
        RunStore.Place place = store.place();
        return place == null ? null : place.file().toAbsolutePath();
    }

    /** What is woven now, in words that fit after "monitoring". */
    String woven() {
        return Count.of(report.methodsWoven(), "method") + " of " + Count.of(report.classesWoven(), "class", "classes");
    }

    /** Replaces the rules: classes are woven anew, or given their own code back. */
    void replaceRules(LoadedRules rules) {
        weaver.replaceRules(rules.rules());
        pipeline.event(
                "rules", "the rules were replaced: " + Count.of(rules.rules().size(), "rule"));
    }

    /** Ends at the JVM's end: all that was recorded is written. Woven code stays, for nobody will run it. */
    void end() {
        int running = GnomonRecorder.pause();
        try {
            finish("ended", configuration.shutdownLimit());
        } finally {
            GnomonRecorder.resume(running);
        }
    }

    /** Ends while the JVM goes on: takes all weaving out and closes the file. */
    void detach() {
        // The weaving first: what is called then is not recorded any more.
        parts.stop();
    }

    private void finish(String how, Duration limit) {
        if (!ended.compareAndSet(false, true)) {
            return;
        }
        String summary = woven() + " were woven, " + Count.of(report.classesLeftAlone(), "class", "classes") + " and "
                + Count.of(report.methodsLeftAlone(), "method") + " left alone";
        log.info(summary);
        if (report.unsaid() > 0) {
            log.info(report.unsaid()
                    + " notes on supertypes and mistakes were left out of this log: there are too many");
        }
        try {
            pipeline.event(how, summary);
        } finally {
            stopRecording(limit);
        }
        log.write();
    }

    private void stopRecording(Duration limit) {
        if (!pipeline.stop(limit)) {
            log.warn("the last calls may be missing from the file: writing them took longer than " + limit.toMillis()
                    + " ms (shutdown-limit)");
        }
    }

    private static @Nullable String startLine(Configuration configuration, LoadedRules rules) {
        if (configuration.quiet()) {
            return null;
        }
        int count = rules.rules().size();
        String byRule = "the methods of " + Count.of(count, "rule");
        if (!configuration.annotations()) {
            return "monitoring " + byRule;
        }
        return count == 0 ? "monitoring @Monitored methods" : "monitoring @Monitored methods and " + byRule;
    }

    private final class RecordingPart implements Part {
        @Override
        public String name() {
            return "recording";
        }

        @Override
        public void start() {
            pipeline.start();
        }

        @Override
        public void stop() {
            try {
                // An application that waits for the agent's start is not to wait long for one that failed.
                finish(begun ? "detached" : "not started", begun ? DETACH_LIMIT : configuration.shutdownLimit());
            } finally {
                GnomonRecorder.disconnect();
            }
        }
    }

    private final class WeavingPart implements Part {
        @Override
        public String name() {
            return "weaving";
        }

        @Override
        public void start() {
            weaver.install(instrumentation);
        }

        @Override
        public void stop() {
            weaver.uninstall();
        }
    }
}

package io.gnomon;

import io.gnomon.config.Configuration;
import io.gnomon.config.ConfigurationLoader;
import io.gnomon.config.ConfigurationProblem;
import io.gnomon.config.LoadedConfiguration;
import io.gnomon.log.RotatingLog;
import io.gnomon.log.Slf4jProvider;
import io.gnomon.model.OperationRegistry;
import io.gnomon.model.RunClock;
import io.gnomon.record.Pipeline;
import io.gnomon.record.WriterSettings;
import io.gnomon.rules.LoadedRules;
import io.gnomon.rules.RuleLoader;
import io.gnomon.rules.RuleProblem;
import io.gnomon.weave.WeaveReport;
import io.gnomon.weave.Weaver;
import java.lang.instrument.Instrumentation;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Puts the agent together. The order of construction is the order in which things depend on each other; nothing else in
 * the agent makes its own collaborators.
 */
public final class AgentCore {

    private final Configuration configuration;
    private final RotatingLog log;
    private final WeaveReport report;
    private final Weaver weaver;
    private final Pipeline pipeline;

    private AgentCore(Configuration configuration, RotatingLog log, LoadedRules rules, String options) {
        this.configuration = configuration;
        this.log = log;
        RunClock clock = new RunClock();
        OperationRegistry operations = new OperationRegistry(configuration.slowThreshold());
        String application = configuration.application() == null
                ? ApplicationName.of(System.getProperty("sun.java.command", ""))
                : configuration.application();
        Path database =
                configuration.database() == null ? Path.of("gnomon", application + ".db") : configuration.database();
        RunStore store =
                new RunStore(database, application, options, startLine(configuration, rules), operations, clock, log);
        AgentAnswers answers = new AgentAnswers(store, operations);
        pipeline = new Pipeline(
                new WriterSettings(
                        configuration.rowsPerSecond(),
                        configuration.rowBurst(),
                        configuration.flushInterval(),
                        configuration.queueMemory(),
                        configuration.overheadBudget()),
                operations,
                clock,
                store,
                answers,
                log,
                log::write);
        answers.flushThrough(pipeline);
        report = new WeaveReport(log);
        weaver = new Weaver(rules.rules(), configuration.annotations(), configuration.mode(), operations, report);
    }

    /** Called by name when the agent's class loader is ready. */
    public static void start(String options, Instrumentation instrumentation, boolean attached) {
        LoadedConfiguration loaded = ConfigurationLoader.load(
                options, System.getProperties(), System.getenv(), Path.of("").toAbsolutePath());
        Configuration configuration = loaded.configuration();
        RotatingLog log = new RotatingLog(configuration.logSize());
        for (ConfigurationProblem problem : loaded.problems()) {
            log.say(problem.toString());
        }
        if (!loaded.problems().isEmpty()) {
            log.say("not monitoring: the configuration has mistakes");
            return;
        }
        if (!configuration.enabled()) {
            return;
        }
        Slf4jProvider.logTo(log);
        LoadedRules rules = RuleLoader.load(configuration.rules());
        for (RuleProblem problem : rules.problems()) {
            log.warn("left out of the rules: " + problem);
        }
        new AgentCore(configuration, log, rules, options).run(instrumentation, attached);
    }

    private void run(Instrumentation instrumentation, boolean attached) {
        // The file is opened while the classes are being woven.
        pipeline.start();
        pipeline.event(attached ? "attached" : "started", "monitoring began");
        weaver.install(instrumentation);
        if (attached) {
            LoadedApi.connect(instrumentation, log);
        }
        stopAtTheEnd();
    }

    private void stopAtTheEnd() {
        Thread hook = new Thread(null, this::stop, "gnomon-shutdown", 0, false);
        try {
            GnomonShutdown.runLast(this::stop);
        } catch (Throwable otherInternals) {
            log.info("calls made in other shutdown hooks may be missed: " + otherInternals);
            Runtime.getRuntime().addShutdownHook(hook);
        }
    }

    private void stop() {
        int running = GnomonRecorder.pause();
        try {
            String woven = report.methodsWoven() + " methods of " + report.classesWoven() + " classes were woven, "
                    + report.classesLeftAlone() + " classes and " + report.methodsLeftAlone()
                    + " methods left alone";
            log.info(woven);
            pipeline.event("ended", woven);
            if (!pipeline.stop(configuration.shutdownLimit())) {
                log.warn("the last calls may be missing from the file: writing them took longer than shutdown-limit, "
                        + configuration.shutdownLimit().toMillis() + " ms");
            }
            log.write();
        } finally {
            GnomonRecorder.resume(running);
        }
    }

    private static @Nullable String startLine(Configuration configuration, LoadedRules rules) {
        if (configuration.quiet()) {
            return null;
        }
        int count = rules.rules().size();
        String byRule = count == 1 ? "the methods of 1 rule" : "the methods of " + count + " rules";
        if (!configuration.annotations()) {
            return "monitoring " + byRule;
        }
        return count == 0 ? "monitoring @Monitored methods" : "monitoring @Monitored methods and " + byRule;
    }
}

package io.gnomon;

import io.gnomon.config.Configuration;
import io.gnomon.config.ConfigurationLoader;
import io.gnomon.config.LoadedConfiguration;
import io.gnomon.log.RotatingLog;
import io.gnomon.log.Slf4jProvider;
import io.gnomon.log.StandardError;
import io.gnomon.model.Count;
import io.gnomon.model.OperationRegistry;
import io.gnomon.rules.LoadedRules;
import io.gnomon.rules.RuleLoader;
import io.gnomon.rules.RuleProblem;
import io.gnomon.text.Redaction;
import java.lang.instrument.Instrumentation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The agent of this JVM: begins a run, replaces its rules, ends it, as it is asked to. There is one for as long as the JVM
 * lives, and at most one run at a time. What fails leaves nothing behind, and can be asked for again.
 */
public final class AgentCore {

    /** Opening the file takes a fraction of a second, but for a disk that is busy or gone. */
    private static final Duration OPENING_LIMIT = Duration.ofSeconds(30);

    /** What can be changed while the agent monitors. */
    private static final Set<String> CHANGEABLE = Set.of("rules", "quiet");

    private final Instrumentation instrumentation;

    /** Kept from run to run, because code woven before may still be running, and because the API remembers ids. */
    private final OperationRegistry operations = new OperationRegistry();

    private final StandardError standardError = new StandardError();

    /** Volatile, for the JVM's end must not wait for a request that is in work. */
    private volatile @Nullable Monitoring monitoring;

    private boolean hooked;

    /** Called by name when the agent's class loader is ready. */
    public AgentCore(Instrumentation instrumentation) {
        this.instrumentation = instrumentation;
    }

    /**
     * Does what the options ask for. Called by name.
     *
     * @param attached whether the JVM was running already
     */
    public synchronized void ask(String text, boolean attached) {
        AttachRequest request = AttachRequest.parse(text);
        AttachAnswer answer = new AttachAnswer(request.answer(), this::say);
        Monitoring running = monitoring;
        try {
            if (request.detach()) {
                detach(running, answer);
            } else if (running == null) {
                start(request.options(), attached, answer);
            } else {
                change(running, request, attached, answer);
            }
        } catch (Throwable failure) {
            answer.failed(failed(request, running, monitoring) + ": " + failure);
        } finally {
            give(answer);
        }
    }

    /** Whoever waits for the answer may be gone; what was asked for is done. */
    private void give(AttachAnswer answer) {
        try {
            answer.give();
        } catch (Throwable unwritable) {
            say("the command that attached gets no answer: " + unwritable);
        }
    }

    /** Before the configuration is known, and where it has mistakes. */
    private void say(String line) {
        standardError.say(new Redaction(List.of()).text(line));
    }

    private static String failed(AttachRequest request, @Nullable Monitoring before, @Nullable Monitoring now) {
        if (request.detach()) {
            return "detaching did not come to its end";
        }
        if (now == null) {
            return "not monitoring: the agent could not start";
        }
        return before == null ? "monitoring, but it cannot be said what" : "the rules were not replaced";
    }

    private void start(String options, boolean attached, AttachAnswer answer) throws Exception {
        LoadedConfiguration loaded = configuration(options);
        Configuration configuration = loaded.configuration();
        if (!loaded.problems().isEmpty()) {
            fail(answer, loaded.problems());
            answer.failed("not monitoring: the configuration has mistakes");
            return;
        }
        if (!configuration.enabled()) {
            if (answer.isAwaited()) {
                answer.failed("not monitoring: it is switched off by enabled=false");
            }
            return;
        }
        RunPlace place = RunPlace.of(configuration, System.getProperties());
        String obstacle = place.obstacle();
        if (obstacle != null) {
            answer.failed("not monitoring: " + obstacle);
            return;
        }
        Redaction redaction = new Redaction(configuration.redact());
        RotatingLog log = new RotatingLog(configuration.logSize(), standardError, redaction);
        Slf4jProvider.logTo(log);
        LoadedRules rules = RuleLoader.load(configuration.rules());
        for (RuleProblem problem : rules.problems()) {
            String sentence = "left out of the rules: " + problem;
            log.warn(sentence);
            answer.mistake(sentence);
        }
        operations.renew(configuration.slowThreshold());
        Monitoring run = new Monitoring(
                configuration, place, rules, options, operations, instrumentation, attached, redaction, log);
        endWithTheJvm(log);
        run.start();
        monitoring = run;
        if (answer.isAwaited()) {
            tell(run, answer);
        }
    }

    private static LoadedConfiguration configuration(String options) {
        return ConfigurationLoader.load(
                options, System.getProperties(), System.getenv(), Path.of("").toAbsolutePath());
    }

    private static void fail(AttachAnswer answer, List<?> problems) {
        for (Object problem : problems) {
            answer.failed(problem.toString());
        }
    }

    private static void tell(Monitoring run, AttachAnswer answer) throws InterruptedException {
        Path file = run.awaitFile(OPENING_LIMIT);
        answer.add("monitoring " + run.woven() + " that are loaded now, and others as they are loaded");
        if (file == null) {
            answer.failed("nothing is stored for now, calls are still counted: the file could not be opened yet");
        } else {
            answer.add("data in " + file);
        }
    }

    private static void change(Monitoring run, AttachRequest request, boolean attached, AttachAnswer answer)
            throws InterruptedException {
        Set<String> fixed = new TreeSet<>(request.keys());
        fixed.removeAll(CHANGEABLE);
        if (!attached || request.keys().isEmpty()) {
            answer.say("already monitoring this JVM: nothing changed");
        } else if (!fixed.isEmpty()) {
            answer.failed("already monitoring this JVM: only the rules can be changed now, not "
                    + String.join(", ", fixed) + "; attach with 'detach' first");
        } else {
            replaceRules(run, request.options(), answer);
        }
        if (answer.isAwaited()) {
            tell(run, answer);
        }
    }

    private static void replaceRules(Monitoring run, String options, AttachAnswer answer) {
        LoadedConfiguration loaded = configuration(options);
        LoadedRules rules = RuleLoader.load(loaded.configuration().rules());
        fail(answer, loaded.problems());
        fail(answer, rules.problems());
        if (answer.isFailed()) {
            answer.failed("the rules were not replaced: the new ones have mistakes");
            return;
        }
        run.replaceRules(rules);
        answer.add("the rules were replaced by " + Count.of(rules.rules().size(), "rule"));
    }

    private void detach(@Nullable Monitoring run, AttachAnswer answer) {
        if (run == null) {
            answer.failed("not monitoring this JVM: there is nothing to detach");
            return;
        }
        Path file = run.file();
        monitoring = null;
        run.detach();
        answer.add("detached: all weaving is removed" + (file == null ? "" : ", and " + file + " is closed"));
    }

    private void endWithTheJvm(RotatingLog log) {
        if (hooked) {
            return;
        }
        try {
            GnomonShutdown.runLast(this::end);
        } catch (Throwable otherInternals) {
            log.info("calls made in other shutdown hooks may be missed: " + otherInternals);
            Runtime.getRuntime().addShutdownHook(new Thread(null, this::end, "gnomon-shutdown", 0, false));
        }
        hooked = true;
    }

    private void end() {
        Monitoring running = monitoring;
        if (running != null) {
            running.end();
        }
    }
}

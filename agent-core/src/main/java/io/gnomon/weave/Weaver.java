package io.gnomon.weave;

import io.gnomon.model.OperationRegistry;
import io.gnomon.model.RuleState;
import io.gnomon.rules.Rule;
import io.gnomon.rules.TimingMode;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes methods operations: weaves the recorder's two calls into those that a rule or {@code @Monitored} selects, when
 * their class is loaded, or at once if it is loaded already.
 *
 * <p>Used by one thread; the classes are woven on those that load them.
 */
public final class Weaver {

    private final boolean annotations;
    private final TimingMode defaultMode;
    private final OperationRegistry registry;
    private final Weaving weaving;
    private final WeaveReport report;
    private List<Rule> rules;
    private ClassFileTransformer transformer;
    private @Nullable Instrumentation installedIn;

    /** Kept to the end, so that another thread can still ask for the loaded classes. */
    private volatile @Nullable Instrumentation lastInstalledIn;

    /**
     * @param rules the first that matches a method decides, before any annotation
     * @param annotations whether {@code @Monitored} is looked for; if not, classes that no rule names are never read
     * @param defaultMode for rules and annotations that say {@link TimingMode#DEFAULT}
     * @param registry gives the operations their ids
     * @param report learns what is woven and what is not
     */
    public Weaver(
            List<Rule> rules,
            boolean annotations,
            TimingMode defaultMode,
            OperationRegistry registry,
            WeaveReport report) {
        this.rules = List.copyOf(rules);
        this.annotations = annotations;
        this.defaultMode = defaultMode;
        this.registry = registry;
        this.report = report;
        this.weaving = new Weaving(chooser(), registry, report);
        this.transformer = weaving;
    }

    /**
     * Begins to weave. Returns when the classes loaded already are woven.
     *
     * @throws IllegalStateException if it has begun before
     */
    public void install(Instrumentation instrumentation) {
        if (installedIn != null) {
            throw new IllegalStateException("installed already");
        }
        installedIn = instrumentation;
        lastInstalledIn = instrumentation;
        reportExcludedRules();
        WarmUp.run(weaving, report);
        transformer = PrivilegedTransformer.of(weaving);
        instrumentation.addTransformer(transformer, true);
        LoadedClasses loaded = new LoadedClasses(instrumentation, report);
        loaded.transformAgain(loaded.find(weaving::mayConcern));
    }

    /**
     * Goes on with other rules. Returns when the loaded classes that the old or the new ones select are woven anew, or have
     * their own code back. Calls that run meanwhile are recorded to their end.
     */
    public void replaceRules(List<Rule> newRules) {
        Instrumentation instrumentation = installedIn;
        rules = List.copyOf(newRules);
        reportExcludedRules();
        registry.renew();
        weaving.chooseBy(chooser());
        if (instrumentation != null) {
            LoadedClasses loaded = new LoadedClasses(instrumentation, report);
            loaded.transformAgain(
                    loaded.find((loader, name) -> weaving.hasWoven(loader, name) || weaving.mayConcern(loader, name)));
        }
    }

    private OperationChooser chooser() {
        return new OperationChooser(rules, annotations, defaultMode, report);
    }

    /** Ends to weave, and gives the classes woven their own code back. Does nothing if it has not begun. */
    public void uninstall() {
        Instrumentation instrumentation = installedIn;
        if (instrumentation == null) {
            return;
        }
        installedIn = null;
        instrumentation.removeTransformer(transformer);
        LoadedClasses loaded = new LoadedClasses(instrumentation, report);
        loaded.transformAgain(loaded.find(weaving::hasWoven));
    }

    /** What comes of the rules that hold now. */
    public RuleOutcomes outcomes() {
        return weaving.outcomes();
    }

    /** The rules as they stand, in their order, with the reasons where one selects nothing. */
    public List<RuleState> explained() {
        Instrumentation instrumentation = lastInstalledIn;
        return instrumentation == null
                ? outcomes().states()
                : outcomes().explained(new LoadedClasses(instrumentation, report).all());
    }

    /** The transformer itself, for those who hold the class files. */
    Weaving weaving() {
        return weaving;
    }

    private void reportExcludedRules() {
        for (Rule rule : rules) {
            String name = rule.classes().text();
            String reason = rule.classes().isExact() ? Exclusions.reason(name.replace('.', '/')) : null;
            if (reason != null) {
                report.mistake(name, rule.source() + ": " + name + " is never monitored, because " + reason);
            }
        }
    }
}

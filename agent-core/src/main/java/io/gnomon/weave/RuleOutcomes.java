package io.gnomon.weave;

import io.gnomon.model.RuleState;
import io.gnomon.rules.LeftOut;
import io.gnomon.rules.Rule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What came of each rule: the classes and methods that it selects, and what explains why it selects none. Each class counts
 * once, however often the JVM transforms it. It belongs to one list of rules; who has new ones begins anew.
 *
 * <p>For all threads. Those that load classes only take notes here, without lambda expressions, which would load further
 * classes; conclusions are drawn when somebody asks.
 */
public final class RuleOutcomes {

    private final List<RuleTally> tallies = new ArrayList<>();
    private final IdentityHashMap<Rule, RuleTally> byRule = new IdentityHashMap<>();
    private final LeftOutCounts leftOut = new LeftOutCounts();

    /** The names of the classes that have been counted. */
    private final PerLoader<Boolean> counted = new PerLoader<>();

    private volatile long changes;
    private volatile long changedNanos = System.nanoTime();

    RuleOutcomes(List<Rule> rules) {
        for (Rule rule : rules) {
            RuleTally tally = new RuleTally(rule);
            tallies.add(tally);
            byRule.put(rule, tally);
        }
    }

    /** Grows with each class that concerns a rule. */
    public long changes() {
        return changes;
    }

    /** When a class last concerned a rule, by {@link System#nanoTime()}; at first, when this was made. */
    public long changedNanos() {
        return changedNanos;
    }

    /** What is left out though a rule covers it: a sentence for each kind, with the count and the first names. */
    public synchronized List<String> leftOut() {
        return leftOut.sentences();
    }

    /** The rules as they stand, in their order, without a word on those that select nothing. */
    public List<RuleState> states() {
        return states(tally -> RuleFinding.NONE);
    }

    /**
     * The same, with the reasons. Takes milliseconds where a rule selects nothing.
     *
     * @param loaded the classes of the JVM
     */
    public List<RuleState> explained(Collection<Class<?>> loaded) {
        RuleDiagnosis diagnosis = new RuleDiagnosis(loaded);
        return states(diagnosis::of);
    }

    /** Counts a class, and what could not be woven of it, by name and descriptor, each with the reason. */
    void count(
            @Nullable ClassLoader loader, String internalName, ClassSelection selection, Map<String, String> unwoven) {
        if (selection.match().isNone() || !isFirst(loader, internalName)) {
            return;
        }
        ClassSummary summary = selection.summary();
        synchronized (this) {
            countLeftOutClass(selection.match(), internalName.replace('/', '.'));
            if (summary == null) {
                return;
            }
            for (Rule rule : selection.match().selecting()) {
                tally(rule).add(selection, summary, unwoven);
            }
            for (Map.Entry<String, LeftOut> method : selection.leftOut().entrySet()) {
                String name = method.getKey().substring(0, method.getKey().indexOf('('));
                countLeftOut(method.getValue(), summary.className() + "." + name);
            }
        }
    }

    /** Counts a class of which nothing can be woven. */
    void countLeftAlone(@Nullable ClassLoader loader, String internalName, RuleIndex.Match match, String reason) {
        if (!match.isNone() && isFirst(loader, internalName)) {
            synchronized (this) {
                for (Rule rule : match.selecting()) {
                    tally(rule).addLeftAlone(internalName.replace('/', '.'), reason);
                }
            }
        }
    }

    /** Counts a class that is never woven, whatever a rule says. */
    void countExcluded(@Nullable ClassLoader loader, String internalName, RuleIndex.Match match, String reason) {
        if (!match.isNone() && isFirst(loader, internalName)) {
            String className = internalName.replace('/', '.');
            synchronized (this) {
                leftOut.add("rules leave out classes", reason, className);
                countLeftOut(match.selecting(), className, reason);
                countLeftOut(match.leavingOut(), className, reason);
            }
        }
    }

    private void countLeftOutClass(RuleIndex.Match match, String className) {
        LeftOut kind = match.kind();
        if (kind != null && !match.leavingOut().isEmpty()) {
            countLeftOut(kind, className);
            countLeftOut(match.leavingOut(), className, kind.reason());
        }
    }

    private void countLeftOut(LeftOut kind, String name) {
        leftOut.add("globs leave out " + kind.what(), kind.reason(), name);
    }

    private void countLeftOut(List<Rule> rules, String className, String reason) {
        for (Rule rule : rules) {
            tally(rule).addLeftOut(className, reason);
        }
    }

    private boolean isFirst(@Nullable ClassLoader loader, String internalName) {
        if (counted.of(loader).putIfAbsent(internalName, true) != null) {
            return false;
        }
        changedNanos = System.nanoTime();
        synchronized (this) {
            changes++;
        }
        return true;
    }

    private RuleTally tally(Rule rule) {
        RuleTally tally = byRule.get(rule);
        if (tally == null) {
            throw new IllegalArgumentException("a rule of another list: " + rule.source());
        }
        return tally;
    }

    private List<RuleState> states(Explanation explanation) {
        List<RuleTally> now = new ArrayList<>();
        synchronized (this) {
            tallies.forEach(tally -> now.add(tally.copy()));
        }
        List<RuleState> states = new ArrayList<>();
        for (RuleTally tally : now) {
            states.add(tally.state(states.size() + 1, explanation.of(tally)));
        }
        return states;
    }

    private interface Explanation {
        RuleFinding of(RuleTally tally);
    }
}

package io.gnomon.weave;

import io.gnomon.model.RuleState;
import io.gnomon.rules.MethodPattern;
import io.gnomon.rules.Rule;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What came of one rule. Guarded by its {@link RuleOutcomes}. */
final class RuleTally {

    private final Rule rule;
    private final RuleMisses misses;
    private long classes;
    private long methods;
    private long leftAlone;

    RuleTally(Rule rule) {
        this.rule = rule;
        this.misses = new RuleMisses(rule);
    }

    private RuleTally(RuleTally other) {
        rule = other.rule;
        misses = other.misses.copy();
        classes = other.classes;
        methods = other.methods;
        leftAlone = other.leftAlone;
    }

    /** As it is now. */
    RuleTally copy() {
        return new RuleTally(this);
    }

    /**
     * Adds a class that the rule selects by its name.
     *
     * @param unwoven the methods that could not be woven, by name and descriptor, each with the reason
     */
    void add(ClassSelection selection, ClassSummary summary, Map<String, String> unwoven) {
        long before = methods;
        for (ClassSummary.Method method : summary.methods()) {
            if (!selection.isDecidedBy(rule, method)) {
                continue;
            }
            misses.matched(method);
            String reason = unwoven.get(method.key());
            if (reason == null) {
                methods++;
            } else {
                leftAlone++;
                misses.leftAlone(summary, method, reason);
            }
        }
        if (methods > before) {
            classes++;
        }
        misses.look(selection, summary);
    }

    /** Adds a class of which nothing can be woven. */
    void addLeftAlone(String className, String reason) {
        misses.classLeftAlone(className, reason);
    }

    /** Adds a class that the rule covers, but leaves out. */
    void addLeftOut(String className, String what) {
        misses.classLeftOut(className, what);
    }

    RuleState state(int number, RuleFinding finding) {
        return new RuleState(
                number,
                rule.source().toString(),
                rule.classes().text(),
                rule.methods().stream().map(MethodPattern::text).collect(Collectors.joining(", ")),
                rule.mode().name().toLowerCase(Locale.ROOT),
                classes,
                methods,
                leftAlone,
                finding.note(),
                finding.mistake());
    }

    Rule rule() {
        return rule;
    }

    RuleMisses misses() {
        return misses;
    }

    /** Whether it has woven nothing and taken nothing out. */
    boolean selectsNothing() {
        return methods == 0;
    }
}

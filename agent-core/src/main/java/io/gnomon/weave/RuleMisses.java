package io.gnomon.weave;

import io.gnomon.rules.LeftOut;
import io.gnomon.rules.MethodPattern;
import io.gnomon.rules.OperationTemplate;
import io.gnomon.rules.Rule;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a rule met and did not select, as far as it explains why the rule, or one of its method patterns, selects nothing. It
 * takes notes only until each pattern has matched, and few of each kind: this runs on the threads that load classes.
 *
 * <p>Guarded by its {@link RuleOutcomes}.
 */
final class RuleMisses {

    /** Notes of each kind. */
    private static final int MAX_NOTES = 8;

    /** Names of methods, to find the one that was meant. */
    private static final int MAX_NAMES = 300;

    private static final OperationTemplate SIGNATURE = OperationTemplate.parse("{method}({parameters})");

    private final Set<MethodPattern> unmatched;
    private final Rule rule;
    private long looked;
    private final List<String> lookedAt = new ArrayList<>();
    private final Map<String, String> leftAlone = new LinkedHashMap<>();
    private final Map<String, Rule> taken = new LinkedHashMap<>();
    private final Map<String, Boolean> bodiless = new LinkedHashMap<>();
    private final Set<String> otherParameters = new LinkedHashSet<>();
    private final Map<String, LeftOut> leftOut = new LinkedHashMap<>();
    private final Map<String, String> classesLeftOut = new LinkedHashMap<>();
    private final Set<String> names = new LinkedHashSet<>();

    RuleMisses(Rule rule) {
        this.rule = rule;
        this.unmatched = new LinkedHashSet<>(rule.methods());
    }

    RuleMisses copy() {
        RuleMisses copy = new RuleMisses(rule);
        copy.unmatched.retainAll(unmatched);
        copy.looked = looked;
        copy.lookedAt.addAll(lookedAt);
        copy.leftAlone.putAll(leftAlone);
        copy.taken.putAll(taken);
        copy.bodiless.putAll(bodiless);
        copy.otherParameters.addAll(otherParameters);
        copy.leftOut.putAll(leftOut);
        copy.classesLeftOut.putAll(classesLeftOut);
        copy.names.addAll(names);
        return copy;
    }

    /** The rule decides about the method. */
    void matched(ClassSummary.Method method) {
        for (Iterator<MethodPattern> patterns = unmatched.iterator(); patterns.hasNext(); ) {
            if (patterns.next().covers(method.name(), method.descriptor(), method.access())) {
                patterns.remove();
            }
        }
    }

    /** The rule decides about the method, which could not be woven. */
    void leftAlone(ClassSummary type, ClassSummary.Method method, String reason) {
        note(leftAlone, signature(type, method), reason);
    }

    void classLeftAlone(String className, String reason) {
        note(leftAlone, className, reason);
    }

    void classLeftOut(String className, String what) {
        note(classesLeftOut, className, what);
    }

    /** Looks for what explains why patterns do not match. */
    void look(ClassSelection selection, ClassSummary type) {
        if (unmatched.isEmpty()) {
            return;
        }
        looked++;
        if (lookedAt.size() < MAX_NOTES) {
            lookedAt.add(type.className());
        }
        for (ClassSummary.Method method : type.methods()) {
            if (names.size() < MAX_NAMES && method.isWeavable() && method.name().charAt(0) != '<') {
                names.add(method.name());
            }
            for (MethodPattern pattern : unmatched) {
                look(selection, type, method, pattern);
            }
        }
    }

    private void look(ClassSelection selection, ClassSummary type, ClassSummary.Method method, MethodPattern pattern) {
        if (!pattern.covers(method.name(), method.descriptor(), method.access())) {
            if (pattern.name().equals(method.name()) && method.isWeavable() && otherParameters.size() < MAX_NOTES) {
                otherParameters.add(signature(type, method));
            }
            return;
        }
        Rule decider = selection.deciding().get(method.key());
        LeftOut kind = selection.leftOut().get(method.key());
        if (method.isBodiless()) {
            note(bodiless, type.className() + "." + method.name(), type.isInterface());
        } else if (decider != null && !selection.isDecidedBy(rule, method)) {
            note(taken, signature(type, method), decider);
        } else if (kind != null) {
            note(leftOut, signature(type, method), kind);
        }
    }

    private static <V> void note(Map<String, V> notes, String name, V value) {
        if (notes.size() < MAX_NOTES) {
            notes.putIfAbsent(name, value);
        }
    }

    private static String signature(ClassSummary type, ClassSummary.Method method) {
        return type.className() + "." + SIGNATURE.name(type.className(), method.name(), method.descriptor());
    }

    /** The patterns that have matched nothing. */
    Set<MethodPattern> unmatched() {
        return unmatched;
    }

    /** How many classes that the rule selects were looked at. */
    long looked() {
        return looked;
    }

    /** The first of those classes. */
    List<String> lookedAt() {
        return lookedAt;
    }

    /** Methods, and classes, that could not be woven, each with the reason. */
    Map<String, String> leftAlone() {
        return leftAlone;
    }

    /** Methods that an earlier rule decides about. */
    Map<String, Rule> taken() {
        return taken;
    }

    /** Methods without code, by class and name; whether their class is an interface. */
    Map<String, Boolean> bodiless() {
        return bodiless;
    }

    /** Methods of a wanted name that a pattern does not match for another reason. */
    Set<String> otherParameters() {
        return otherParameters;
    }

    /** Methods that globs leave out. */
    Map<String, LeftOut> leftOut() {
        return leftOut;
    }

    /** Classes that are never woven, or that globs leave out, each with the reason. */
    Map<String, String> classesLeftOut() {
        return classesLeftOut;
    }

    /** The names of methods that the classes have. */
    Set<String> names() {
        return names;
    }
}

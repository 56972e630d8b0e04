package io.gnomon.weave;

import io.gnomon.rules.ClassPattern;
import io.gnomon.rules.LeftOut;
import io.gnomon.rules.Rule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells from a class's name alone which rules select it. Nearly always that is none, which takes one look into a hash set and
 * one attempt for each rule with a glob, and allocates nothing.
 *
 * <p>Immutable.
 */
final class RuleIndex {

    /**
     * The rules that a class's name concerns.
     *
     * @param selecting those that select it, in their order
     * @param leavingOut those that do not only because globs leave it out
     * @param kind why they do; null if globs do not leave it out
     */
    record Match(
            List<Rule> selecting,
            List<Rule> leavingOut,
            @Nullable LeftOut kind) {

        static final Match NONE = new Match(List.of(), List.of(), null);

        boolean isNone() {
            return selecting.isEmpty() && leavingOut.isEmpty();
        }
    }

    private final List<Rule> rules;
    private final Set<String> exactNames = new HashSet<>();
    private final ClassPattern[] globs;

    /** @param rules the order is kept */
    RuleIndex(List<Rule> rules) {
        this.rules = List.copyOf(rules);
        List<ClassPattern> found = new ArrayList<>();
        for (Rule rule : rules) {
            ClassPattern pattern = rule.classes();
            if (pattern.isExact()) {
                exactNames.add(pattern.text().replace('.', '/'));
            } else if (!found.contains(pattern)) {
                found.add(pattern);
            }
        }
        this.globs = found.toArray(new ClassPattern[0]);
    }

    /** Whether the name concerns any rule. */
    boolean concerns(String internalName) {
        if (exactNames.contains(internalName)) {
            return true;
        }
        for (ClassPattern glob : globs) {
            if (glob.covers(internalName)) {
                return true;
            }
        }
        return false;
    }

    /** The rules that the name concerns. */
    Match match(String internalName) {
        if (!concerns(internalName)) {
            return Match.NONE;
        }
        LeftOut kind = LeftOut.ofClass(internalName);
        List<Rule> selecting = new ArrayList<>();
        List<Rule> leavingOut = new ArrayList<>();
        for (Rule rule : rules) {
            if (rule.matchesClass(internalName, kind)) {
                selecting.add(rule);
            } else if (rule.classes().covers(internalName)) {
                leavingOut.add(rule);
            }
        }
        return new Match(selecting, leavingOut, kind);
    }
}

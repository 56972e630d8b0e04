package io.gnomon.weave;

import io.gnomon.rules.ClassPattern;
import io.gnomon.rules.Rule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Tells from a class's name alone which rules select it. Nearly always that is none, which takes one look into a hash set and
 * one attempt for each rule with a glob, and allocates nothing.
 *
 * <p>Immutable.
 */
final class RuleIndex {

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

    /** Whether any rule selects the class. */
    boolean selects(String internalName) {
        if (exactNames.contains(internalName)) {
            return true;
        }
        for (ClassPattern glob : globs) {
            if (glob.matchesInternalName(internalName)) {
                return true;
            }
        }
        return false;
    }

    /** The rules that select the class, in their order. */
    List<Rule> rulesFor(String internalName) {
        if (!selects(internalName)) {
            return List.of();
        }
        List<Rule> matching = new ArrayList<>();
        for (Rule rule : rules) {
            if (rule.classes().matchesInternalName(internalName)) {
                matching.add(rule);
            }
        }
        return matching;
    }
}

package io.gnomon.rules;

import java.util.List;

/**
 * What rule files hold.
 *
 * @param rules the sound rules, in the order of files and lines
 * @param problems the mistakes, by file; what they concern is not among the rules
 */
public record LoadedRules(List<Rule> rules, List<RuleProblem> problems) {

    public LoadedRules {
        rules = List.copyOf(rules);
        problems = List.copyOf(problems);
    }
}

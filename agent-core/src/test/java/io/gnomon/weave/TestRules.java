package io.gnomon.weave;

import io.gnomon.rules.ClassPattern;
import io.gnomon.rules.MethodPattern;
import io.gnomon.rules.OperationTemplate;
import io.gnomon.rules.Rule;
import io.gnomon.rules.RuleSource;
import io.gnomon.rules.TimingMode;
import java.util.List;

/** Rules for tests. */
final class TestRules {

    private TestRules() {}

    static Rule rule(String classes, String method) {
        return rule(classes, method, "", TimingMode.DEFAULT);
    }

    static Rule rule(String classes, String method, String category, TimingMode mode) {
        return new Rule(
                ClassPattern.parse(classes),
                List.of(MethodPattern.parse(method)),
                OperationTemplate.DEFAULT,
                null,
                category,
                mode,
                new RuleSource("test.yaml", 3));
    }
}

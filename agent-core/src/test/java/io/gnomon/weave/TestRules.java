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

    static Rule rule(String classes, List<String> methods) {
        return rule(classes, methods, "", TimingMode.DEFAULT);
    }

    static Rule rule(String classes, String method, String category, TimingMode mode) {
        return rule(classes, List.of(method), category, mode);
    }

    private static Rule rule(String classes, List<String> methods, String category, TimingMode mode) {
        return new Rule(
                ClassPattern.parse(classes),
                methods.stream().map(MethodPattern::parse).toList(),
                OperationTemplate.DEFAULT,
                null,
                category,
                mode,
                new RuleSource("test.yaml", 3));
    }
}

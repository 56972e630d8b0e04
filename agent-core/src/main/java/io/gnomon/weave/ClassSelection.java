package io.gnomon.weave;

import io.gnomon.model.OperationSpec;
import io.gnomon.rules.LeftOut;
import io.gnomon.rules.Rule;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What rules and annotations make of one class.
 *
 * @param match the rules that its name concerns
 * @param summary what its class file declares; null if that did not matter
 * @param operations of the methods to be woven, by name and descriptor
 * @param deciding the rule that decides about a method, be it to take it out; by name and descriptor
 * @param leftOut the methods that no rule selects only because globs leave them out; by name and descriptor
 */
record ClassSelection(
        RuleIndex.Match match,
        @Nullable ClassSummary summary,
        Map<String, OperationSpec> operations,
        Map<String, Rule> deciding,
        Map<String, LeftOut> leftOut) {

    /** Nothing of the class is to be woven. */
    static ClassSelection nothing(RuleIndex.Match match) {
        return new ClassSelection(match, null, Map.of(), Map.of(), Map.of());
    }

    @SuppressWarnings(
            "ReferenceEquality") // A file that is named twice gives equal rules, and only one of them decides.
    boolean isDecidedBy(Rule rule, ClassSummary.Method method) {
        return deciding.get(method.key()) == rule;
    }
}

package io.gnomon.rules;

import io.gnomon.yaml.YamlNodes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads one rule. Serves once. */
final class RuleReader {

    private static final String CLASS = "class";
    private static final String METHOD = "method";
    private static final String OPERATION = "operation";
    private static final String SLOW_THRESHOLD = "slow-threshold";
    private static final String CATEGORY = "category";
    private static final String MODE = "mode";
    private static final List<String> KEYS = List.of(CLASS, METHOD, OPERATION, SLOW_THRESHOLD, CATEGORY, MODE);

    private final String file;
    private final List<RuleProblem> problems;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private boolean sound = true;

    /** @param problems where mistakes are added */
    RuleReader(String file, List<RuleProblem> problems) {
        this.file = file;
        this.problems = problems;
    }

    /** The rule, empty if there is a mistake in it. */
    Optional<Rule> read(Node node) {
        if (!(node instanceof MappingNode mapping)) {
            problem(node, "expected a rule with the keys " + keys() + ", but this is " + YamlNodes.kind(node));
            return Optional.empty();
        }
        collect(mapping);
        ClassPattern classes = needed(node, CLASS, value -> parsed(CLASS, value, ClassPattern::parse));
        List<MethodPattern> methods = needed(node, METHOD, this::methods);
        OperationTemplate operation = optional(OPERATION, OperationTemplate::parse);
        Duration slowThreshold = optional(SLOW_THRESHOLD, DurationText::parse);
        String category = optional(CATEGORY, String::strip);
        TimingMode mode = optional(MODE, RuleReader::mode);
        if (!sound || classes == null || methods == null) {
            return Optional.empty();
        }
        return Optional.of(new Rule(
                classes,
                methods,
                Objects.requireNonNullElse(operation, OperationTemplate.DEFAULT),
                slowThreshold,
                Objects.requireNonNullElse(category, ""),
                Objects.requireNonNullElse(mode, TimingMode.DEFAULT),
                new RuleSource(file, YamlNodes.line(node))));
    }

    private void collect(MappingNode rule) {
        for (NodeTuple entry : rule.getValue()) {
            Node keyNode = entry.getKeyNode();
            String key = YamlNodes.text(keyNode);
            if (key == null) {
                problem(keyNode, "expected one of the keys " + keys() + ", but this is " + YamlNodes.kind(keyNode));
            } else if (!KEYS.contains(key)) {
                problem(keyNode, "unknown key '" + key + "'" + Suggestion.hint(key, KEYS) + "; the keys are " + keys());
            } else if (values.putIfAbsent(key, entry.getValueNode()) != null) {
                problem(keyNode, "'" + key + "' is given twice in this rule; write it once");
            }
        }
    }

    private <T> @Nullable T needed(Node rule, String key, Function<Node, @Nullable T> reading) {
        Node value = values.get(key);
        if (value == null) {
            problem(rule, "a rule needs '" + key + "', and this one has none");
            return null;
        }
        return reading.apply(value);
    }

    private <T> @Nullable T optional(String key, Function<String, T> parsing) {
        Node value = values.get(key);
        return value == null ? null : parsed(key, value, parsing);
    }

    private @Nullable List<MethodPattern> methods(Node value) {
        if (!(value instanceof SequenceNode list)) {
            MethodPattern method = parsed(METHOD, value, MethodPattern::parse);
            return method == null ? null : List.of(method);
        }
        List<MethodPattern> methods = new ArrayList<>();
        for (Node element : list.getValue()) {
            MethodPattern method = parsed(METHOD, element, MethodPattern::parse);
            if (method != null) {
                methods.add(method);
            }
        }
        if (methods.isEmpty() && sound) {
            problem(value, "'" + METHOD + "' is an empty list; expected at least one method");
        }
        return methods;
    }

    private <T> @Nullable T parsed(String key, Node value, Function<String, T> parsing) {
        String text = YamlNodes.text(value);
        if (text == null) {
            problem(value, "expected the text of '" + key + "', but this is " + YamlNodes.kind(value));
            return null;
        }
        try {
            return parsing.apply(text);
        } catch (IllegalArgumentException mistake) {
            problem(value, String.valueOf(mistake.getMessage()));
            return null;
        }
    }

    private static TimingMode mode(String text) {
        List<String> known = new ArrayList<>();
        for (TimingMode mode : TimingMode.values()) {
            String word = mode.name().toLowerCase(Locale.ROOT);
            if (word.equals(text.strip())) {
                return mode;
            }
            known.add(word);
        }
        throw new IllegalArgumentException("'" + text + "' is not a mode" + Suggestion.hint(text, known)
                + "; expected one of " + String.join(", ", known));
    }

    private static String keys() {
        return String.join(", ", KEYS);
    }

    private void problem(Node node, String message) {
        sound = false;
        problems.add(new RuleProblem(file, YamlNodes.line(node), YamlNodes.column(node), message));
    }
}

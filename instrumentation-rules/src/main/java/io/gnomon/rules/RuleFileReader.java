package io.gnomon.rules;

import io.gnomon.yaml.YamlNodes;
import java.util.List;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads one file's nodes: a list of rules, or a mapping whose {@code rules} is that list. */
final class RuleFileReader {

    private static final String RULES = "rules";
    private static final String EXPECTED = "expected a list of rules, each beginning with '- class: ...'";

    private final String file;
    private final List<Rule> rules;
    private final List<RuleProblem> problems;

    /** What is read is added to the lists. */
    RuleFileReader(String file, List<Rule> rules, List<RuleProblem> problems) {
        this.file = file;
        this.rules = rules;
        this.problems = problems;
    }

    void readRoot(Node root) {
        if (root instanceof MappingNode mapping) {
            readMapping(mapping);
        } else {
            readList(root);
        }
    }

    private void readMapping(MappingNode mapping) {
        boolean found = false;
        for (NodeTuple entry : mapping.getValue()) {
            String key = YamlNodes.text(entry.getKeyNode());
            if (!RULES.equals(key)) {
                String hint = key == null ? "" : Suggestion.hint(key, List.of(RULES));
                problem(entry.getKeyNode(), "unknown key '" + key + "'" + hint + "; " + EXPECTED);
            } else if (found) {
                problem(entry.getKeyNode(), "'" + RULES + "' is given twice; write one list");
            } else {
                found = true;
                readList(entry.getValueNode());
            }
        }
    }

    private void readList(Node node) {
        if (YamlNodes.isNothing(node)) {
            return;
        }
        if (!(node instanceof SequenceNode list)) {
            problem(node, EXPECTED + ", but this is " + YamlNodes.kind(node));
            return;
        }
        for (Node rule : list.getValue()) {
            RuleReader reader = new RuleReader(file, problems);
            reader.read(rule).ifPresent(rules::add);
        }
    }

    private void problem(Node node, String message) {
        problems.add(new RuleProblem(file, YamlNodes.line(node), YamlNodes.column(node), message));
    }
}

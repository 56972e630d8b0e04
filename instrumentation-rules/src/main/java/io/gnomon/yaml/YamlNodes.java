package io.gnomon.yaml;

import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** What the user needs to hear of YAML nodes. */
public final class YamlNodes {

    private YamlNodes() {}

    /** The line in which the node begins, from 1. */
    public static int line(Node node) {
        return node.getStartMark().map(Mark::getLine).orElse(0) + 1;
    }

    /** The column in which the node begins, from 1. */
    public static int column(Node node) {
        return node.getStartMark().map(Mark::getColumn).orElse(0) + 1;
    }

    /** Whether nothing is written where a value could be, or {@code null} is. */
    public static boolean isNothing(Node node) {
        return node.getTag().equals(Tag.NULL);
    }

    /** The text of a word, number or quoted string as written; null if the node is a list, a mapping or nothing. */
    public static @Nullable String text(Node node) {
        return node instanceof ScalarNode scalar && !isNothing(node) ? scalar.getValue() : null;
    }

    /** What the node is, to follow "but this is". */
    public static String kind(Node node) {
        if (isNothing(node)) {
            return "empty";
        }
        if (node instanceof ScalarNode) {
            return "text";
        }
        return node instanceof SequenceNode ? "a list" : "a mapping (text that begins with { needs quotes)";
    }
}

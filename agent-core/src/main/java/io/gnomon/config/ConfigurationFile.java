package io.gnomon.config;

import io.gnomon.yaml.YamlFile;
import io.gnomon.yaml.YamlMistake;
import io.gnomon.yaml.YamlNodes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads {@code gnomon.yaml}. The only class here that loads the YAML library. */
final class ConfigurationFile {

    private static final String EXPECTED = "expected settings such as 'slow-threshold: 500ms'";

    private final Path file;
    private final SettingCollector collector;
    private final Set<String> seen = new HashSet<>();

    ConfigurationFile(Path file, SettingCollector collector) {
        this.file = file;
        this.collector = collector;
    }

    void read() {
        try {
            Optional<Node> root = YamlFile.read(file);
            root.filter(node -> !YamlNodes.isNothing(node)).ifPresent(this::readRoot);
        } catch (YamlMistake mistake) {
            String place = mistake.line() == 0 ? file.toString() : place(mistake.line(), mistake.column());
            collector.problem(place, String.valueOf(mistake.getMessage()));
        }
    }

    private void readRoot(Node root) {
        if (!(root instanceof MappingNode mapping)) {
            collector.problem(place(root), EXPECTED + ", but this is " + YamlNodes.kind(root));
            return;
        }
        for (NodeTuple entry : mapping.getValue()) {
            readEntry(entry.getKeyNode(), entry.getValueNode());
        }
    }

    private void readEntry(Node keyNode, Node valueNode) {
        String key = YamlNodes.text(keyNode);
        if (key == null) {
            collector.problem(place(keyNode), EXPECTED + ", but this is " + YamlNodes.kind(keyNode));
        } else if (!seen.add(key)) {
            collector.problem(place(keyNode), "'" + key + "' is given twice; write it once");
        } else if (key.equals(Settings.CONFIG.key())) {
            collector.problem(place(keyNode), "this file cannot name another one; set 'config' elsewhere");
        } else {
            Setting<?> setting = collector.find(Spelling.KEY, key, place(keyNode));
            if (setting != null) {
                readValue(setting, valueNode);
            }
        }
    }

    private void readValue(Setting<?> setting, Node node) {
        String text = setting.type().isList() && node instanceof SequenceNode list
                ? joined(setting, list)
                : YamlNodes.text(node);
        if (text != null) {
            collector.offer(setting, text, place(node), place(node));
        } else {
            collector.problem(
                    place(node),
                    "expected " + setting.type().description() + " for '" + setting.key() + "', but this is "
                            + YamlNodes.kind(node));
        }
    }

    private static @Nullable String joined(Setting<?> setting, SequenceNode list) {
        List<String> texts = new ArrayList<>();
        for (Node element : list.getValue()) {
            String text = YamlNodes.text(element);
            if (text == null) {
                return null;
            }
            texts.add(text);
        }
        return setting.type().joined(texts);
    }

    private String place(Node node) {
        return place(YamlNodes.line(node), YamlNodes.column(node));
    }

    private String place(int line, int column) {
        return file + ":" + line + ":" + column;
    }
}

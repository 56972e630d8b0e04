package io.gnomon.cli.json;

import io.gnomon.stats.ProfileNode;
import java.io.IOException;
import java.util.List;

/** The aggregated call tree as JSON: a flat list in the order of the tree. */
public final class ProfileJson {

    private final JsonOutput json;

    public ProfileJson(JsonOutput json) {
        this.json = json;
    }

    public void write(List<ProfileNode> roots) throws IOException {
        json.startArray("nodes");
        write(roots, 0);
        json.endArray();
    }

    private void write(List<ProfileNode> nodes, int depth) throws IOException {
        for (ProfileNode node : nodes) {
            json.startObject();
            json.number("depth", depth);
            json.text("operation", node.edge().operation());
            json.text("parent", node.edge().parent());
            json.number("calls", node.calls());
            json.number("calls_per_call", node.edge().callsPerCall());
            json.millis("total_ms", Math.round(node.totalNanos()));
            json.millis("self_ms", Math.round(node.selfNanos()));
            json.flag("shared_out", node.shared());
            json.flag("recursive", node.recursive());
            json.flag("n_plus_one", node.edge().manyPerCall());
            json.endObject();
            write(node.children(), depth + 1);
        }
    }
}

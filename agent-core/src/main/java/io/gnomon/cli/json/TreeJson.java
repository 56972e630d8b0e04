package io.gnomon.cli.json;

import io.gnomon.cli.text.TreeNotes;
import io.gnomon.stats.CallDetails;
import io.gnomon.stats.CallTree;
import io.gnomon.stats.StoredCall;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A call tree as JSON: a flat list in the order of the tree, because a parser bears less depth than a stack. */
public final class TreeJson {

    private final JsonOutput json;
    private final CallTree tree;
    private final TreeNotes notes;

    public TreeJson(JsonOutput json, CallTree tree, TreeNotes notes) {
        this.json = json;
        this.tree = tree;
        this.notes = notes;
    }

    public void write(StoredCall asked, @Nullable CallDetails details) throws IOException {
        json.number("call", asked.id());
        if (details != null) {
            json.text("context", details.context());
            json.text("caller_stack", details.callerStack());
            json.text("stack", details.stack());
        }
        json.text("note", notes.note());
        json.startArray("calls");
        Deque<Node> open = new ArrayDeque<>();
        push(open, tree.tops(), 0);
        while (!open.isEmpty()) {
            Node node = open.pop();
            write(node);
            push(open, tree.children(node.call), node.depth + 1);
        }
        json.endArray();
    }

    private void write(Node node) throws IOException {
        StoredCall top = tree.tops().get(0);
        json.startObject();
        json.number("depth", node.depth);
        json.millis(
                "offset_ms", Duration.between(top.start(), node.call.start()).toNanos());
        json.flag("caller_stored", !tree.isDisplaced(node.call));
        if (tree.isDisplaced(node.call)) {
            json.text("caller_missing", notes.missingCaller());
        }
        CallJson.writeFields(json, node.call);
        json.endObject();
    }

    private static void push(Deque<Node> open, List<StoredCall> calls, int depth) {
        for (int i = calls.size() - 1; i >= 0; i--) {
            open.push(new Node(calls.get(i), depth));
        }
    }

    private record Node(StoredCall call, int depth) {}
}

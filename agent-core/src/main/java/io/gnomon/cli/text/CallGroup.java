package io.gnomon.cli.text;

import io.gnomon.stats.CallTree;
import io.gnomon.stats.StoredCall;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Calls that share a line of a drawn tree: one, or several of one operation whose callers share a line too. */
record CallGroup(List<StoredCall> calls) {

    /** So many calls of one operation under one line are shown as one. */
    private static final int MANY = 4;

    StoredCall first() {
        return calls.get(0);
    }

    int size() {
        return calls.size();
    }

    long duration() {
        return calls.stream().mapToLong(StoredCall::durationNanos).sum();
    }

    long self() {
        return calls.stream().mapToLong(StoredCall::selfNanos).sum();
    }

    /** The lines below this one. */
    List<CallGroup> children(CallTree tree, boolean fold) {
        List<StoredCall> children = new ArrayList<>();
        calls.forEach(call -> children.addAll(tree.children(call)));
        return of(children, fold);
    }

    /** The lines for sibling calls, in the order in which each first appears. */
    static List<CallGroup> of(List<StoredCall> siblings, boolean fold) {
        Map<Object, List<StoredCall>> lines = new LinkedHashMap<>();
        Map<String, Long> counts = new LinkedHashMap<>();
        siblings.forEach(call -> counts.merge(call.operation(), 1L, Long::sum));
        for (StoredCall call : siblings) {
            boolean folded = fold && counts.getOrDefault(call.operation(), 0L) >= MANY;
            lines.computeIfAbsent(folded ? call.operation() : call.id(), key -> new ArrayList<>())
                    .add(call);
        }
        return lines.values().stream().map(CallGroup::new).toList();
    }
}

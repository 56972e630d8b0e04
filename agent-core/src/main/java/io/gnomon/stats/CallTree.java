package io.gnomon.stats;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The stored calls under one root, put together by who called whom. A call whose caller was not stored hangs under the
 * root; if the root itself was not stored, there are several tops.
 *
 * <p>Nothing here recurses: a tree can be as deep as the application's stack was.
 */
public final class CallTree {

    private static final Comparator<StoredCall> IN_TIME =
            Comparator.comparing(StoredCall::start).thenComparingLong(StoredCall::id);

    private final Map<Long, StoredCall> calls = new HashMap<>();
    private final Map<Long, List<StoredCall>> children = new HashMap<>();
    private final List<StoredCall> tops;

    CallTree(Collection<StoredCall> stored) {
        List<StoredCall> inTime = stored.stream().sorted(IN_TIME).toList();
        inTime.forEach(call -> calls.put(call.id(), call));
        StoredCall root = inTime.stream()
                .filter(call -> call.caller() == null)
                .findFirst()
                .orElse(null);
        List<StoredCall> withoutCaller = new ArrayList<>();
        for (StoredCall call : inTime) {
            Long above = above(call, root);
            if (above == null) {
                withoutCaller.add(call);
            } else {
                children.computeIfAbsent(above, id -> new ArrayList<>()).add(call);
            }
        }
        tops = List.copyOf(withoutCaller);
    }

    /** The root alone where it was stored, otherwise every call whose caller was not. In the order of time. */
    public List<StoredCall> tops() {
        return tops;
    }

    /** What this call called, in the order of time. */
    public List<StoredCall> children(StoredCall call) {
        return children.getOrDefault(call.id(), List.of());
    }

    /** Whether a call hangs where it does only because its caller was not stored. */
    public boolean isDisplaced(StoredCall call) {
        Long caller = call.caller();
        return caller != null && !calls.containsKey(caller);
    }

    /** The call of this id, or null. */
    public @Nullable StoredCall call(long id) {
        return calls.get(id);
    }

    /** How many calls there are. */
    public int size() {
        return calls.size();
    }

    private @Nullable Long above(StoredCall call, @Nullable StoredCall root) {
        if (!isDisplaced(call) && call.caller() != null) {
            return call.caller();
        }
        return root == null || root.id() == call.id() ? null : root.id();
    }
}

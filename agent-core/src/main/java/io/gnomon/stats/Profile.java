package io.gnomon.stats;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The aggregated call tree, put together from edges between operations. Edges know a caller and not the callers above it.
 * So what an operation with several callers does is shared out among those by their calls, and marked as that.
 */
public final class Profile {

    /** Parts of less than one in a thousand of the whole are not followed any deeper: a graph may unfold without end. */
    private static final double LEAST_SHARE = 0.001;

    private static final int MAX_DEPTH = 40;

    private final Map<String, List<ProfileEdge>> below = new HashMap<>();
    private final Map<String, List<ProfileEdge>> above = new HashMap<>();
    private final List<ProfileEdge> tops = new ArrayList<>();

    public Profile(List<ProfileEdge> edges) {
        for (ProfileEdge edge : edges) {
            String parent = edge.parent();
            if (parent == null) {
                tops.add(edge);
            } else {
                below.computeIfAbsent(parent, name -> new ArrayList<>()).add(edge);
            }
            above.computeIfAbsent(edge.operation(), name -> new ArrayList<>()).add(edge);
        }
    }

    /** The trees below the operations that nothing monitored calls, the longest first. */
    public List<ProfileNode> roots() {
        return nodes(tops, 1, tops.stream().mapToDouble(ProfileEdge::totalNanos).sum(), new HashSet<>());
    }

    /** The trees below these operations, whoever calls them. */
    public List<ProfileNode> of(Predicate<String> operations) {
        List<ProfileNode> nodes = new ArrayList<>();
        above.forEach((operation, callers) -> {
            if (operations.test(operation)) {
                long calls = callers.stream().mapToLong(ProfileEdge::calls).sum();
                long total = callers.stream().mapToLong(ProfileEdge::totalNanos).sum();
                nodes.add(node(new ProfileEdge(null, operation, calls, total, 0), 1, (double) total, new HashSet<>()));
            }
        });
        return sorted(nodes);
    }

    private List<ProfileNode> nodes(List<ProfileEdge> edges, double share, double whole, Set<String> path) {
        return sorted(edges.stream().map(edge -> node(edge, share, whole, path)).toList());
    }

    private static List<ProfileNode> sorted(List<ProfileNode> nodes) {
        return nodes.stream()
                .sorted(Comparator.comparingDouble(ProfileNode::totalNanos)
                        .reversed()
                        .thenComparing(node -> node.edge().operation()))
                .toList();
    }

    /** One place of the tree; {@code share} is the part of the edge's calls that belongs there. */
    private ProfileNode node(ProfileEdge edge, double share, double whole, Set<String> path) {
        String operation = edge.operation();
        double calls = edge.calls() * share;
        double total = edge.totalNanos() * share;
        long allCalls = calls(operation);
        double shareBelow = allCalls == 0 ? 0 : Math.min(1, calls / allCalls);
        List<ProfileEdge> callees = below.getOrDefault(operation, List.of());
        double self =
                total - callees.stream().mapToDouble(ProfileEdge::totalNanos).sum() * shareBelow;
        boolean recursive = path.contains(operation);
        boolean followed = !recursive && path.size() < MAX_DEPTH && total >= LEAST_SHARE * whole;
        List<ProfileNode> children = List.of();
        if (followed) {
            path.add(operation);
            children = nodes(callees, shareBelow, whole, path);
            path.remove(operation);
        }
        return new ProfileNode(edge, calls, total, Math.max(0, self), share < 0.9995, recursive, children);
    }

    private long calls(@Nullable String operation) {
        return above.getOrDefault(operation, List.of()).stream()
                .mapToLong(ProfileEdge::calls)
                .sum();
    }
}

package io.gnomon.store.write;

import io.gnomon.model.RunClock;
import io.gnomon.model.TimeAnchor;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Says when stored calls began. All calls of one tree are told by one anchor, that of the first of them to be written: so
 * they keep their order and distances, though the clock was set while the tree was running.
 */
final class CallTimes {

    /** Trees of which calls may still come. Those of very many threads are hardly open while the clock is set. */
    private static final int MAX_TREES = 1_000;

    private final RunClock clock;
    private final Map<Long, TimeAnchor> anchors = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, TimeAnchor> eldest) {
            return size() > MAX_TREES;
        }
    };

    /** The tree of the row before, most often that of the next, too; 0: none. */
    private long lastTree;

    private TimeAnchor lastAnchor;

    CallTimes(RunClock clock) {
        this.clock = clock;
        this.lastAnchor = clock.anchor(System.nanoTime());
    }

    /**
     * Microseconds since 1970-01-01 UTC.
     *
     * @param tree 0: the call was not stored with a tree
     */
    long startMicros(long startNanos, long tree) {
        if (tree == 0) {
            return clock.epochMicros(startNanos);
        }
        if (tree != lastTree) {
            lastAnchor = anchors.computeIfAbsent(tree, first -> clock.anchor(startNanos));
            lastTree = tree;
        }
        return lastAnchor.epochMicros(startNanos);
    }
}

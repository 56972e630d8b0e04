package io.gnomon.weave;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What rules cover by their text and leave out all the same: counted by kind, with the first few names. Guarded by its
 * {@link RuleOutcomes}.
 */
final class LeftOutCounts {

    private static final int MAX_NAMES = 5;

    private static final class Count {
        final String what;
        final String reason;
        final List<String> names = new ArrayList<>();
        long count;

        Count(String what, String reason) {
            this.what = what;
            this.reason = reason;
        }
    }

    private final Map<String, Count> counts = new LinkedHashMap<>();

    /**
     * Counts one.
     *
     * @param what who leaves out what, such as "globs leave out main methods"
     * @param reason words that fit after "because"
     * @param name of the class or method
     */
    void add(String what, String reason, String name) {
        String kind = what + reason;
        Count count = counts.get(kind);
        if (count == null) {
            count = new Count(what, reason);
            counts.put(kind, count);
        }
        count.count++;
        if (count.names.size() < MAX_NAMES) {
            count.names.add(name);
        }
    }

    /** A sentence for each kind. */
    List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        for (Count count : counts.values()) {
            long more = count.count - count.names.size();
            sentences.add(count.what + " (" + count.count + "), each because " + count.reason + ": "
                    + String.join(", ", count.names) + (more == 0 ? "" : " and " + more + " more"));
        }
        return sentences;
    }
}

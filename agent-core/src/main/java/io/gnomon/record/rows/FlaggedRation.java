package io.gnomon.record.rows;

import io.gnomon.model.CallDetail;
import io.gnomon.model.MessagePattern;
import io.gnomon.model.SampleLayout;
import io.gnomon.model.SampleRows;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Rations the rows of slow and failed calls, each kind for itself: what fails thousands of times a second, because exceptions
 * are how it ends, must fill neither the file nor the place of a rare error. Slow calls of an operation are a kind, and so
 * are its failed calls of one error type and message pattern.
 *
 * <p>What is stored around and inside such calls has a ration of its own.
 *
 * <p>For the writer thread.
 */
final class FlaggedRation {

    static final int SLOW_PER_SECOND = 500;
    static final int SLOW_BURST = 5_000;
    static final int FAILED_PER_SECOND = 20;
    static final int FAILED_BURST = 2_000;

    /** Rows around and inside slow and failed calls. */
    static final int TREE_PER_SECOND = 2_000;

    static final int TREE_BURST = 100_000;

    /** Rows inside one call. */
    static final int MAX_INSIDE = 1_000;

    /** The same where the ration is used up: still enough to see where the time went. */
    static final int MIN_INSIDE = 16;

    /** Beyond these, errors of one operation are not told apart. */
    private static final int MAX_KINDS = 2_000;

    private record Kind(int operation, int flags, @Nullable String type, String pattern) {}

    private final SplittableRandom random = new SplittableRandom();
    private final Map<Kind, FlaggedKind> kinds = new HashMap<>();
    private final List<FlaggedKind> active = new ArrayList<>();
    private final TokenBucket trees;
    private final Consumer<CallDetail> release;

    /** @param release is told of details that will not be written */
    FlaggedRation(long nowNanos, Consumer<CallDetail> release) {
        this.release = release;
        trees = new TokenBucket(TREE_PER_SECOND, TREE_BURST, nowNanos);
    }

    /**
     * Decides on a slow or failed call.
     *
     * @param inside the last call inside it, if that failed
     * @param wanted whether it gets a row in any case, because a call inside it has one
     * @param newCallers how many of its callers would get a row because of it
     */
    Flagged choose(
            long threadId,
            long[] longs,
            int at,
            @Nullable CallDetail detail,
            @Nullable Flagged inside,
            boolean wanted,
            int newCallers) {
        long meta = longs[at + SampleLayout.META];
        int flags = SampleLayout.flags(meta);
        boolean passedOn = (flags & SampleRows.ERROR) != 0 && inside != null && inside.mayHavePassed(detail);
        int moreFlags = passedOn ? SampleRows.PASSED_ON : 0;
        long end = longs[at] + longs[at + SampleLayout.DURATION];
        FlaggedKind kind = kind(SampleLayout.operation(meta), flags | moreFlags, detail, end);
        if (kind.isFresh()) {
            active.add(kind);
        }
        long weight = kind.add(end, wanted, random);
        if (weight == 0) {
            kind.hold(threadId, longs, at, moreFlags, detail);
            return new Flagged(0, -1, passedOn, detail);
        }
        return new Flagged(weight, maxInside(end, wanted, newCallers), passedOn, detail);
    }

    private int maxInside(long end, boolean wanted, int newCallers) {
        long rows = trees.available(end);
        if (!wanted && newCallers > MIN_INSIDE && rows < newCallers) {
            return -1;
        }
        trees.spend(newCallers);
        return (int) Math.max(MIN_INSIDE, Math.min(MAX_INSIDE, rows - newCallers));
    }

    /** Takes note of rows inside a slow or failed call. */
    void inside(int rows) {
        trees.spend(rows);
    }

    /** Gives out the rows of calls that stand for those without a row. */
    void draw(RowBatch batch, CallWindow.Output ids) {
        active.forEach(kind -> kind.draw(batch, ids));
        active.clear();
    }

    private FlaggedKind kind(int operation, int allFlags, @Nullable CallDetail detail, long nowNanos) {
        int flags = allFlags & ~SampleRows.COARSE;
        String type = null;
        String pattern = "";
        if (detail != null && !detail.failure().isEmpty()) {
            type = detail.failure().get(0).type();
            pattern = MessagePattern.of(detail.failure().get(0).message());
        }
        Kind key = new Kind(operation, flags, type, pattern);
        FlaggedKind known = kinds.get(key);
        if (known != null) {
            return known;
        }
        if (kinds.size() >= MAX_KINDS) {
            key = new Kind(operation, flags, null, "");
        }
        boolean slow = (flags & SampleRows.SLOW) != 0;
        return kinds.computeIfAbsent(
                key,
                none -> new FlaggedKind(
                        slow,
                        slow ? SLOW_PER_SECOND : FAILED_PER_SECOND,
                        slow ? SLOW_BURST : FAILED_BURST,
                        nowNanos,
                        release));
    }
}

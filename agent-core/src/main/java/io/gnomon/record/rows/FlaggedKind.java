package io.gnomon.record.rows;

import io.gnomon.model.CallDetail;
import io.gnomon.model.SampleLayout;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Slow or failed calls that are alike. Each gets a row until the ration is used up. From then on every n-th does, as the rate
 * of the calls wants it, and stands for those since the one before. What is left when a flush begins, the latest call stands
 * for: so the first and the latest of a kind are always stored, and the weights of each flush add up. Of slow calls the
 * slowest is stored, too.
 */
final class FlaggedKind {

    /** A call that waits for the end of the flush interval. */
    private static final class Held {
        final long threadId;
        final long meta;
        final long start;
        final long duration;
        final long self;
        final int moreFlags;
        final @Nullable CallDetail detail;

        Held(long threadId, long[] longs, int at, int moreFlags, @Nullable CallDetail detail) {
            this.threadId = threadId;
            this.meta = longs[at + SampleLayout.META];
            this.start = longs[at];
            this.duration = longs[at + SampleLayout.DURATION];
            this.self = longs[at + SampleLayout.SELF];
            this.moreFlags = moreFlags;
            this.detail = detail;
        }
    }

    private static final double LEAST_SECONDS = 0.05;

    private final boolean slow;
    private final int perSecond;
    private final int burst;
    private final TokenBucket ration;
    private final Consumer<CallDetail> release;

    /** Calls that no row stands for yet; the slowest one is not among them. */
    private long since;

    /** Calls that get no row before the next that may. */
    private long skip;

    private @Nullable Held latest;
    private @Nullable Held slowest;

    /** The calls since the last flush, and when the first of them ended. */
    private long calls;

    private long firstEnd;

    /** @param release is told of details that will not be written */
    FlaggedKind(boolean slow, int perSecond, int burst, long nowNanos, Consumer<CallDetail> release) {
        this.slow = slow;
        this.perSecond = perSecond;
        this.burst = burst;
        this.release = release;
        this.ration = new TokenBucket(perSecond, burst, nowNanos);
    }

    /** Whether there was no call since the last draw. */
    boolean isFresh() {
        return calls == 0;
    }

    /**
     * Counts a call.
     *
     * @param forced whether it gets a row in any case
     * @return the calls that its row stands for; 0: it gets none
     */
    long add(long endNanos, boolean forced, SplittableRandom random) {
        if (calls == 0) {
            firstEnd = endNanos;
        }
        calls++;
        since++;
        if (!forced && (skip > 0 || ration.available(endNanos) == 0)) {
            skip = Math.max(0, skip - 1);
            return 0;
        }
        long weight = since;
        since = 0;
        Held latestBefore = latest;
        latest = null;
        letGo(latestBefore);
        ration.spend(1);
        skip = skip(endNanos, random);
        return weight;
    }

    /** A random number whose mean spreads the rows over the calls, once the burst is half used up. */
    private long skip(long endNanos, SplittableRandom random) {
        if (ration.available(endNanos) > burst / 2) {
            return 0;
        }
        double seconds = Math.max(LEAST_SECONDS, (endNanos - firstEnd) / 1e9);
        long bound = (long) (2 * calls / seconds / perSecond);
        return bound <= 2 ? 0 : random.nextLong(bound);
    }

    /** Takes note of a call that got no row. */
    void hold(long threadId, long[] longs, int at, int moreFlags, @Nullable CallDetail detail) {
        Held call = new Held(threadId, longs, at, moreFlags, detail);
        Held latestBefore = latest;
        Held slowestBefore = slowest;
        latest = call;
        if (slow && (slowestBefore == null || call.duration > slowestBefore.duration)) {
            // It stands for itself, and the one before for no more than any other.
            since += slowestBefore == null ? -1 : 0;
            slowest = call;
        }
        letGo(latestBefore);
        if (slowestBefore != latestBefore) {
            letGo(slowestBefore);
        }
    }

    private void letGo(@Nullable Held call) {
        if (call != null && call != slowest && call != latest && call.detail != null) {
            release.accept(call.detail);
        }
    }

    /** Gives out the rows for the calls that have none. */
    void draw(RowBatch batch, CallWindow.Output ids) {
        Held last = latest;
        Held longest = slowest;
        if (longest != null) {
            boolean alone = last == null || last == longest;
            give(longest, alone ? 1 + since : 1, batch, ids);
            since = alone ? 0 : since;
        }
        if (last != null && since > 0) {
            give(last, since, batch, ids);
        }
        since = 0;
        calls = 0;
        latest = null;
        slowest = null;
    }

    private static void give(Held call, long weight, RowBatch batch, CallWindow.Output ids) {
        long id = ids.nextId();
        long meta = call.meta;
        batch.samples()
                .add(
                        id,
                        SampleLayout.operation(meta),
                        SampleLayout.parent(meta),
                        call.threadId,
                        call.start,
                        call.duration,
                        call.self,
                        SampleLayout.flags(meta) | call.moreFlags,
                        weight,
                        0,
                        0);
        CallDetail detail = call.detail;
        if (detail != null) {
            batch.details().add(new RowBatch.SampleDetail(id, detail));
        }
    }
}

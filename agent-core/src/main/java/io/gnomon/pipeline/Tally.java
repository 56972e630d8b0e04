package io.gnomon.pipeline;

import io.gnomon.model.Measurements;
import io.gnomon.model.SampleLayout;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Adds up plain calls of one operation by one caller, so that its bucket is touched once for all of them. Only their
 * durations are counted there one by one.
 */
final class Tally {

    /** What its calls have in common; see {@link SampleLayout#withoutDepth}. 0: it is not in use. */
    private long alike;

    private @Nullable Bucket bucket;
    private long calls;
    private long sum;
    private long self;
    private long least;
    private long most;

    /** Whether it is for calls with this in common. */
    boolean isOf(long commonMeta) {
        return alike == commonMeta;
    }

    boolean isFree() {
        return bucket == null;
    }

    /** Begins with calls of this bucket. The ones before are settled. */
    void begin(long commonMeta, Bucket newBucket) {
        alike = commonMeta;
        bucket = newBucket;
        calls = 0;
        sum = 0;
        self = 0;
        least = Long.MAX_VALUE;
        most = 0;
    }

    /**
     * Adds the sample at {@code from}, and those that follow as long as they are alike and ended in these ten seconds. Only
     * after {@link #begin}.
     *
     * @return where the samples go on
     */
    int add(long[] longs, int from, int end, long startNanos, long endNanos) {
        Measurements measured = Objects.requireNonNull(bucket).measured;
        // In local variables: a field that is read again just after it was written makes the next call wait.
        long commonMeta = alike;
        long addedSum = 0;
        long addedSelf = 0;
        long shortest = least;
        long longest = most;
        int at = from;
        do {
            long duration = longs[at + SampleLayout.DURATION];
            addedSum += duration;
            addedSelf += longs[at + SampleLayout.SELF];
            shortest = Math.min(shortest, duration);
            longest = Math.max(longest, duration);
            measured.countPlain(duration);
            at += SampleLayout.STRIDE;
        } while (at < end
                && SampleLayout.withoutDepth(longs[at + SampleLayout.META]) == commonMeta
                && isBetween(longs[at] + longs[at + SampleLayout.DURATION], startNanos, endNanos));
        calls += (at - from) / SampleLayout.STRIDE;
        sum += addedSum;
        self += addedSelf;
        least = shortest;
        most = longest;
        return at;
    }

    private static boolean isBetween(long nanos, long startNanos, long endNanos) {
        return nanos - startNanos >= 0 && nanos - endNanos < 0;
    }

    /** Gives the calls to their bucket, and is free for others. */
    void settle() {
        if (bucket != null) {
            bucket.addCounted(SampleLayout.parent(alike), calls, sum, self, least, most);
        }
        alike = 0;
        bucket = null;
    }
}

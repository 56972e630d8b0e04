package io.gnomon.record.rollup;

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

    /** Adds a call. Only after {@link #begin}. */
    void add(long durationNanos, long selfNanos) {
        calls++;
        sum += durationNanos;
        self += selfNanos;
        least = Math.min(least, durationNanos);
        most = Math.max(most, durationNanos);
        Objects.requireNonNull(bucket).measured.countPlain(durationNanos);
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

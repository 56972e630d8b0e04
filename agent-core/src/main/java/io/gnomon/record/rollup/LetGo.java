package io.gnomon.record.rollup;

/**
 * Rows that were given up before they could be written, because the file failed for too long.
 *
 * @param buckets rows of ten seconds
 * @param minutes rows of a minute
 * @param fromMicros when the time began that some of them speak of, in microseconds since 1970
 * @param untilMicros when it ended
 */
public record LetGo(long buckets, long minutes, long fromMicros, long untilMicros) {

    static final LetGo NOTHING = new LetGo(0, 0, Long.MAX_VALUE, Long.MIN_VALUE);

    /** Whether it is nothing. */
    public boolean isNothing() {
        return buckets == 0 && minutes == 0;
    }

    LetGo andBucket(long begin) {
        return with(buckets + 1, minutes, begin, Bucket.MICROS);
    }

    LetGo andMinute(long begin) {
        return with(buckets, minutes + 1, begin, Bucket.MINUTE_MICROS);
    }

    private LetGo with(long newBuckets, long newMinutes, long from, long length) {
        return new LetGo(newBuckets, newMinutes, Math.min(fromMicros, from), Math.max(untilMicros, from + length));
    }
}

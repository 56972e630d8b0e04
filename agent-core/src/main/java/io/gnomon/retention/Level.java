package io.gnomon.retention;

import org.jspecify.annotations.Nullable;

/** The lengths of buckets, the shortest first. */
enum Level {
    TEN_SECONDS(10),
    MINUTE(60),
    HOUR(3_600),
    DAY(86_400);

    private final int seconds;

    Level(int seconds) {
        this.seconds = seconds;
    }

    int seconds() {
        return seconds;
    }

    long micros() {
        return seconds * 1_000_000L;
    }

    /** The next longer buckets; null for the longest. */
    @Nullable
    Level coarser() {
        return switch (this) {
            case TEN_SECONDS -> MINUTE;
            case MINUTE -> HOUR;
            case HOUR -> DAY;
            case DAY -> null;
        };
    }

    /**
     * The next shorter buckets.
     *
     * @throws IllegalStateException for the shortest
     */
    Level finer() {
        return switch (this) {
            case TEN_SECONDS -> throw new IllegalStateException("there are none shorter than ten seconds");
            case MINUTE -> TEN_SECONDS;
            case HOUR -> MINUTE;
            case DAY -> HOUR;
        };
    }

    /** The begin of the bucket of this length in which a moment lies. */
    long begin(long micros) {
        return Math.floorDiv(micros, micros()) * micros();
    }
}

package io.gnomon.stats;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A span of time.
 *
 * @param from inclusive; null: from the beginning
 * @param to exclusive; null: without end
 */
public record TimeWindow(@Nullable Instant from, @Nullable Instant to) {

    /** All time. */
    public static final TimeWindow ALL = new TimeWindow(null, null);

    /** @throws IllegalArgumentException if it would end before it begins */
    public TimeWindow {
        if (from != null && to != null && to.isBefore(from)) {
            throw new IllegalArgumentException("the window ends (" + to + ") before it begins (" + from + ")");
        }
    }

    /** Whether neither end is set. */
    public boolean isAll() {
        return from == null && to == null;
    }

    long fromMicros() {
        return from == null ? Long.MIN_VALUE : EpochMicros.of(from);
    }

    long toMicros() {
        return to == null ? Long.MAX_VALUE : EpochMicros.of(to);
    }
}

package io.gnomon.stats;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which stored calls are asked for.
 *
 * @param window calls that began in it
 * @param operations the operations' ids; null: all operations
 * @param onlySlow leave out calls that are not slow
 * @param onlyFailed leave out calls that did not fail
 * @param limit at most so many
 */
public record SampleFilter(
        RunScope scope,
        TimeWindow window,
        @Nullable Set<Long> operations,
        boolean onlySlow,
        boolean onlyFailed,
        Order order,
        int limit) {

    /** Which calls come first. */
    public enum Order {
        OLDEST_FIRST("s.start, s.id"),
        LATEST_FIRST("s.start DESC, s.id DESC"),
        SLOWEST_FIRST("s.duration DESC, s.id");

        final String sql;

        Order(String sql) {
            this.sql = sql;
        }
    }
}

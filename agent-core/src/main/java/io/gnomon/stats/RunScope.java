package io.gnomon.stats;

import org.jspecify.annotations.Nullable;

/**
 * Which runs a query looks at.
 *
 * @param run the one run's id; null: all runs
 */
public record RunScope(@Nullable Long run) {

    /** All runs in the file. */
    public static final RunScope ALL = new RunScope(null);

    /** One run alone. */
    public static RunScope of(long run) {
        return new RunScope(run);
    }
}

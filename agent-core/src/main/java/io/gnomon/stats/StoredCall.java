package io.gnomon.stats;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One call that has a row of its own.
 *
 * @param id the sample's id
 * @param parent the calling operation; null: none was monitored
 * @param durationNanos how long it took
 * @param selfNanos how long it took less what monitored callees took
 * @param coarse whether the duration comes from the coarse clock
 * @param weight the calls that this one stands for, itself included
 * @param tree the same for all calls under one root; null where the call was kept without its tree
 * @param caller the call that made this one; it may not have been stored
 * @param errorType the Throwable's class; null if it did not fail, was failed by hand, or its details were not kept
 * @param errorMessage null likewise, or without a message
 */
public record StoredCall(
        long id,
        long run,
        String operation,
        @Nullable String parent,
        String thread,
        Instant start,
        long durationNanos,
        long selfNanos,
        boolean slow,
        boolean error,
        boolean coarse,
        long weight,
        @Nullable Long tree,
        @Nullable Long caller,
        @Nullable String errorType,
        @Nullable String errorMessage) {}

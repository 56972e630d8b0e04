package io.gnomon.record.rows;

import io.gnomon.model.CallDetail;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is decided of a slow or failed call.
 *
 * @param weight the calls of its kind that its row stands for; 0: it gets no row for its own sake
 * @param maxInside how many of the calls inside it may be stored with it; below 0: none, and its callers neither
 * @param passedOn whether its exception had left a monitored callee before
 * @param detail what is known of it besides its sample
 */
public record Flagged(
        long weight,
        int maxInside,
        boolean passedOn,
        @Nullable CallDetail detail) {

    boolean isKept() {
        return weight > 0;
    }

    boolean hasTree() {
        return weight > 0 && maxInside >= 0;
    }

    /** Whether the two may have been left by the same exception; no sample names it, so type and message must do. */
    boolean mayHavePassed(@Nullable CallDetail caller) {
        CallDetail own = detail;
        if (own == null || caller == null) {
            return true;
        }
        if (own.failure().isEmpty() || caller.failure().isEmpty()) {
            return own.failure().isEmpty() == caller.failure().isEmpty();
        }
        CallDetail.Failure left = own.failure().get(0);
        CallDetail.Failure right = caller.failure().get(0);
        return left.type().equals(right.type()) && Objects.equals(left.message(), right.message());
    }
}

package io.gnomon.model;

import io.gnomon.rules.TimingMode;
import org.jspecify.annotations.Nullable;

/**
 * What is timed: one or more woven methods, or a manual timing by name.
 *
 * @param id the operation's number in this JVM, from 1 and below {@link GnomonRecorder#MAX_OPERATIONS}
 * @param name unique in this JVM
 * @param method the woven method, of several the one that came first; null for a manual operation
 * @param severalMethods it times further methods, too
 * @param declaredBy what made it an operation: a rule's place, or "@Monitored", or "manual"
 * @param category empty if none
 * @param slowThresholdNanos from this duration on a call is slow
 */
public record Operation(
        int id,
        String name,
        @Nullable MethodReference method,
        boolean severalMethods,
        String declaredBy,
        String category,
        long slowThresholdNanos,
        TimingMode mode) {

    Operation withSeveralMethods() {
        return new Operation(id, name, method, true, declaredBy, category, slowThresholdNanos, mode);
    }
}

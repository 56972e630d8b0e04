package io.gnomon.model;

import io.gnomon.rules.TimingMode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of a new operation.
 *
 * @param name its full name, templates filled in
 * @param method the woven method; null for a manual operation
 * @param declaredBy what made it an operation: a rule's place, or "@Monitored", or "manual"
 * @param category empty if none
 * @param slowThreshold null: the configured one
 */
public record OperationSpec(
        String name,
        @Nullable MethodReference method,
        String declaredBy,
        String category,
        @Nullable Duration slowThreshold,
        TimingMode mode) {}

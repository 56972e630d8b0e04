package io.gnomon.stats;

import java.time.Instant;

/**
 * What an operation did within one bucket of time.
 *
 * @param at the bucket's begin
 */
public record TrendPoint(Instant at, OperationStats stats) {}

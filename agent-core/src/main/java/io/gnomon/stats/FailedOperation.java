package io.gnomon.stats;

/**
 * An operation that exceptions left.
 *
 * @param failedCalls how many of its calls they ended
 */
public record FailedOperation(String operation, long failedCalls) {}

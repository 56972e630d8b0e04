package io.gnomon.stats;

import java.util.List;

/**
 * Statistics of all operations over one window.
 *
 * @param covered the window that the figures cover, the one asked for rounded outward to whole buckets
 * @param bucketSeconds the buckets' length; 0 where the figures are those of whole runs
 * @param operations in no particular order
 */
public record OperationStatsReport(TimeWindow covered, int bucketSeconds, List<OperationStats> operations) {}

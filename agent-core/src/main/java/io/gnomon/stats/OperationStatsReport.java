package io.gnomon.stats;

import java.util.List;

/**
 * Statistics of all operations over one window.
 *
 * @param covered the window that the figures cover, the one asked for rounded outward to whole buckets
 * @param bucketSeconds what it was rounded to; 0 where no edge of it cuts a run
 * @param rollupsRead how many rows of the file the figures were added up from
 * @param operations in no particular order
 */
public record OperationStatsReport(
        TimeWindow covered, int bucketSeconds, long rollupsRead, List<OperationStats> operations) {}

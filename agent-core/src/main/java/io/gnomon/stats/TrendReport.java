package io.gnomon.stats;

import java.util.List;

/**
 * How operations developed.
 *
 * @param bucketSeconds the length of a bucket
 * @param trends one for each operation, in no particular order
 */
public record TrendReport(int bucketSeconds, List<Trend> trends) {}

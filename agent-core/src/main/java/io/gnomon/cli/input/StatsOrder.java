package io.gnomon.cli.input;

import io.gnomon.stats.OperationStats;
import java.util.Comparator;

/** Orders of the statistics. The constants are what the option takes. */
public enum StatsOrder {
    total(Comparator.comparingLong(OperationStats::total).reversed()),
    calls(Comparator.comparingLong(OperationStats::calls).reversed()),
    mean(Comparator.comparingLong(OperationStats::mean).reversed()),
    p95(Comparator.comparingLong(OperationStats::p95).reversed()),
    p99(Comparator.comparingLong(OperationStats::p99).reversed()),
    max(Comparator.comparingLong(OperationStats::max).reversed()),
    errors(Comparator.comparingLong(OperationStats::errors).reversed()),
    slow(Comparator.comparingLong(OperationStats::slow).reversed()),
    self(Comparator.comparingLong(OperationStats::self).reversed()),
    name(Comparator.comparing(OperationStats::operation));

    @SuppressWarnings("ImmutableEnumChecker") // these comparators hold no state
    private final Comparator<OperationStats> comparator;

    StatsOrder(Comparator<OperationStats> comparator) {
        this.comparator = comparator;
    }

    /** Whether it takes percentiles to order operations so. */
    public boolean byPercentile() {
        return this == p95 || this == p99;
    }

    /** Operations that are equal in this stand in the order of their names. */
    public Comparator<OperationStats> comparator() {
        return comparator.thenComparing(OperationStats::operation);
    }
}

package io.gnomon.stats;

import java.util.List;

/**
 * An operation at one place of the aggregated call tree.
 *
 * @param edge all calls of it by the operation above
 * @param calls the calls at this place; of an operation with several callers those are shared out by its callers' calls
 * @param totalNanos the sum of their durations
 * @param selfNanos that less what is below
 * @param shared whether the figures are shared out
 * @param recursive whether the operation stands above already: what is below is not repeated
 */
public record ProfileNode(
        ProfileEdge edge,
        double calls,
        double totalNanos,
        double selfNanos,
        boolean shared,
        boolean recursive,
        List<ProfileNode> children) {}

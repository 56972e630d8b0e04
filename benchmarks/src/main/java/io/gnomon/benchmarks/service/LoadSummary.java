package io.gnomon.benchmarks.service;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the load driver says of the answers it got. Latencies are in milliseconds, each from when its request was due.
 *
 * @param requests how many were answered
 * @param p50 the median
 * @param p90 what nine in ten did not exceed
 * @param p99 what 99 in a hundred did not exceed
 */
record LoadSummary(long requests, double p50, double p90, double p99) {

    /** How the driver's line begins. */
    static final String BEGINNING = "latency of ";

    private static final Pattern REST =
            Pattern.compile("([0-9]+) requests, ms: p50 ([0-9.]+), p90 ([0-9.]+), p99 ([0-9.]+), max [0-9.]+");

    /**
     * Reads the driver's line.
     *
     * @param line without its beginning
     */
    static LoadSummary parse(String line) {
        Matcher matcher = REST.matcher(line);
        if (!matcher.matches()) {
            throw new IllegalStateException("not what the load driver says of latencies: " + line);
        }
        return new LoadSummary(
                Long.parseLong(matcher.group(1)),
                Double.parseDouble(matcher.group(2)),
                Double.parseDouble(matcher.group(3)),
                Double.parseDouble(matcher.group(4)));
    }
}

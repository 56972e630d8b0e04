package io.gnomon.benchmarks.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.openjdk.jmh.util.ListStatistics;

/**
 * By how much one thing differs from another, from measurements made in pairs: mean and 95 % confidence interval of the
 * pairs' differences, by Student's t. Ratios are averaged as logarithms, so that twice and half as much cancel out.
 *
 * @param percent the mean; 3 means 3 % more
 * @param low the interval's lower bound, in percent
 * @param high the interval's upper bound, in percent
 * @param pairs how many there were
 */
public record RelativeDifference(double percent, double low, double high, int pairs) {

    private static final double CONFIDENCE = 0.95;

    /**
     * Of at least three pairs; fewer say nothing of how much they vary.
     *
     * @param base what the others are compared with, each above 0
     * @param other in the same order
     */
    public static RelativeDifference of(List<Double> base, List<Double> other) {
        if (base.size() != other.size() || base.size() < 3) {
            throw new IllegalArgumentException("not three pairs or more: " + base + ", " + other);
        }
        ListStatistics logarithms = new ListStatistics(IntStream.range(0, base.size())
                .mapToDouble(pair -> Math.log(other.get(pair) / base.get(pair)))
                .toArray());
        double[] interval = logarithms.getConfidenceIntervalAt(CONFIDENCE);
        return new RelativeDifference(
                percent(logarithms.getMean()), percent(interval[0]), percent(interval[1]), base.size());
    }

    /** Half the width of the interval, in percentage points. */
    public double uncertainty() {
        return (high - low) / 2;
    }

    /** About how many pairs it would have taken to know the mean as well as this, in percentage points to either side. */
    public int pairsFor(double uncertainty) {
        double wider = uncertainty() / uncertainty;
        return (int) Math.ceil(pairs * wider * wider);
    }

    /** The interval, such as {@code -0.3 to +1.2}. */
    public String interval() {
        return signed(low) + " to " + signed(high);
    }

    /** The mean, such as {@code +0.5}. */
    public String mean() {
        return signed(percent);
    }

    private static double percent(double logarithm) {
        return 100 * Math.expm1(logarithm);
    }

    private static String signed(double value) {
        return String.format(Locale.ROOT, "%+.1f", value);
    }
}

package io.gnomon.benchmarks.report;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** The lowest, the middle and the highest of some measurements. */
public record Spread(double min, double median, double max) {

    /** Of at least one measurement. */
    public static Spread of(Collection<? extends Number> measurements) {
        double[] sorted =
                measurements.stream().mapToDouble(Number::doubleValue).sorted().toArray();
        if (sorted.length == 0) {
            throw new IllegalArgumentException("nothing was measured");
        }
        return new Spread(sorted[0], middle(sorted), sorted[sorted.length - 1]);
    }

    /** Of what each measurement is of the one in the same place of {@code base}. */
    public static Spread ofRatios(List<Double> measurements, List<Double> base) {
        if (measurements.size() != base.size()) {
            throw new IllegalArgumentException("not as many as there are to compare with");
        }
        return of(IntStream.range(0, base.size())
                .mapToObj(at -> measurements.get(at) / base.get(at))
                .toList());
    }

    /** The lowest, with so many decimals. */
    public String min(int decimals) {
        return number(min, decimals);
    }

    /** The median, with so many decimals. */
    public String median(int decimals) {
        return number(median, decimals);
    }

    /** The highest, with so many decimals. */
    public String max(int decimals) {
        return number(max, decimals);
    }

    private static double middle(double[] sorted) {
        int half = sorted.length / 2;
        return sorted.length % 2 == 1
                ? sorted[half]
                : Arrays.stream(sorted, half - 1, half + 1).average().orElseThrow();
    }

    private static String number(double value, int decimals) {
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
}

package io.gnomon.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Finds where a figure changed for good. The series is cut in two where the figures lie nearest to the medians of the two
 * parts (least absolute deviations); the cut counts if both parts have {@value #LEAST_POINTS} buckets, their medians differ
 * by a quarter of the lower one (error rates: by one in a hundred calls), and by more than {@value #SPREADS} times the
 * spread within the parts, which is the median deviation from their medians, scaled to a standard deviation. Then both parts
 * are searched in turn (binary segmentation). Medians make it blind to single outliers, which are not shifts.
 *
 * <p>Buckets with fewer than {@value #LEAST_CALLS} calls are passed over: their percentiles say little.
 */
final class LevelShifts {

    private static final int LEAST_CALLS = 10;
    private static final int LEAST_POINTS = 3;
    private static final double SPREADS = 3;
    private static final double RATIO = 1.25;
    private static final double LEAST_RATE = 0.01;

    /** From a median absolute deviation to a standard deviation, where figures are distributed normally. */
    private static final double SCALE = 1.4826;

    /** The series is searched at so many places at most: enough to find a shift to one in a hundred of it. */
    private static final int MOST_CUTS = 400;

    private LevelShifts() {}

    /** The shifts of both figures, in the order of time. */
    static List<LevelShift> of(List<TrendPoint> points) {
        List<TrendPoint> telling = points.stream()
                .filter(point -> point.stats().calls() >= LEAST_CALLS)
                .toList();
        List<LevelShift> shifts = new ArrayList<>();
        search(telling.stream().filter(point -> point.stats().hasDurations()).toList(), LevelShift.Figure.P95, shifts);
        search(telling, LevelShift.Figure.ERROR_RATE, shifts);
        shifts.sort(Comparator.comparing(LevelShift::at).thenComparing(LevelShift::figure));
        return shifts;
    }

    private static void search(List<TrendPoint> points, LevelShift.Figure figure, List<LevelShift> shifts) {
        ToDoubleFunction<TrendPoint> value = figure == LevelShift.Figure.P95
                ? point -> (double) point.stats().p95()
                : point -> point.stats().errorRate();
        double[] values = points.stream().mapToDouble(value).toArray();
        List<Integer> cuts = new ArrayList<>();
        cut(values, 0, values.length, figure, cuts);
        cuts.sort(null);
        for (int i = 0; i < cuts.size(); i++) {
            int at = cuts.get(i);
            int from = i == 0 ? 0 : cuts.get(i - 1);
            int to = i == cuts.size() - 1 ? values.length : cuts.get(i + 1);
            shifts.add(new LevelShift(points.get(at).at(), figure, median(values, from, at), median(values, at, to)));
        }
    }

    private static void cut(double[] values, int from, int to, LevelShift.Figure figure, List<Integer> cuts) {
        int length = to - from;
        if (length < 2 * LEAST_POINTS) {
            return;
        }
        int step = 1 + length / MOST_CUTS;
        int best = IntStream.iterate(from + LEAST_POINTS, at -> at <= to - LEAST_POINTS, at -> at + step)
                .boxed()
                .min(Comparator.comparingDouble(at -> deviation(values, from, at) + deviation(values, at, to)))
                .orElse(from);
        if (best > from && isShift(values, from, best, to, figure)) {
            cuts.add(best);
            cut(values, from, best, figure, cuts);
            cut(values, best, to, figure, cuts);
        }
    }

    private static boolean isShift(double[] values, int from, int at, int to, LevelShift.Figure figure) {
        double before = median(values, from, at);
        double after = median(values, at, to);
        double difference = Math.abs(after - before);
        double least = figure == LevelShift.Figure.P95 ? Math.min(before, after) * (RATIO - 1) : LEAST_RATE;
        double[] deviations = IntStream.range(from, to)
                .mapToDouble(i -> Math.abs(values[i] - (i < at ? before : after)))
                .toArray();
        return difference >= least && difference > SPREADS * SCALE * median(deviations, 0, deviations.length);
    }

    /** The sum of the distances from the median. */
    private static double deviation(double[] values, int from, int to) {
        double median = median(values, from, to);
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += Math.abs(values[i] - median);
        }
        return sum;
    }

    private static double median(double[] values, int from, int to) {
        double[] sorted = Arrays.copyOfRange(values, from, to);
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}

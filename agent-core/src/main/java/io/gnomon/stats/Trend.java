package io.gnomon.stats;

import java.util.List;
import java.util.Optional;

/**
 * How one operation developed.
 *
 * @param points in the order of time; a bucket without calls has none
 * @param shifts where its level changed, in the order of time
 */
public record Trend(String operation, List<TrendPoint> points, List<LevelShift> shifts) {

    /** Whether anything changed for the worse, and did not change back. */
    public boolean becameWorse() {
        return latest(LevelShift.Figure.P95).filter(LevelShift::worse).isPresent()
                || latest(LevelShift.Figure.ERROR_RATE)
                        .filter(LevelShift::worse)
                        .isPresent();
    }

    /** The latest change of a figure. */
    public Optional<LevelShift> latest(LevelShift.Figure figure) {
        return shifts.stream().filter(shift -> shift.figure() == figure).reduce((first, second) -> second);
    }

    /** All calls of it. */
    public long calls() {
        return points.stream().mapToLong(point -> point.stats().calls()).sum();
    }

    /** The sum of all durations. */
    public long total() {
        return points.stream().mapToLong(point -> point.stats().total()).sum();
    }
}

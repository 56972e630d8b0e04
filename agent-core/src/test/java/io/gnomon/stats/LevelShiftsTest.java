package io.gnomon.stats;

import static io.gnomon.store.write.DatabaseBuilder.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.gnomon.stats.LevelShift.Figure;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LevelShiftsTest {

    private final List<TrendPoint> points = new ArrayList<>();
    private final Random random = new Random(3);

    /** Buckets of 10 seconds with a p95 about that, give or take a tenth. */
    private void buckets(int number, long p95, long calls, long errors) {
        for (int i = 0; i < number; i++) {
            long value = (long) (p95 * (0.9 + 0.2 * random.nextDouble()));
            points.add(new TrendPoint(
                    START.plusSeconds(10L * points.size()),
                    new OperationStats(
                            "op",
                            "",
                            calls,
                            errors,
                            0,
                            calls,
                            value,
                            value,
                            value,
                            value,
                            value,
                            value,
                            value,
                            value,
                            value,
                            StandardErrors.NONE)));
        }
    }

    @Test
    void findsWhereTheLevelRoseAndFellAgain() {
        buckets(20, 1_000, 100, 0);
        buckets(15, 3_000, 100, 0);
        buckets(10, 1_000, 100, 0);
        List<LevelShift> shifts = LevelShifts.of(points);
        assertThat(shifts).extracting(LevelShift::at).containsExactly(START.plusSeconds(200), START.plusSeconds(350));
        assertThat(shifts).extracting(LevelShift::worse).containsExactly(true, false);
        assertThat(shifts.get(0).before()).isBetween(900.0, 1_100.0);
        assertThat(shifts.get(0).after()).isBetween(2_700.0, 3_300.0);
    }

    @Test
    void takesNoOutlierForAChange() {
        buckets(20, 1_000, 100, 0);
        buckets(2, 90_000, 100, 0);
        buckets(20, 1_000, 100, 0);
        assertThat(LevelShifts.of(points)).isEmpty();
    }

    @Test
    void passesOverBucketsWithFewCalls() {
        buckets(20, 1_000, 100, 0);
        buckets(10, 9_000, 3, 3);
        assertThat(LevelShifts.of(points)).isEmpty();
    }

    @Test
    void findsMoreErrors() {
        buckets(10, 1_000, 100, 0);
        buckets(10, 1_000, 100, 4);
        assertThat(LevelShifts.of(points)).singleElement().satisfies(shift -> {
            assertThat(shift.figure()).isEqualTo(Figure.ERROR_RATE);
            assertThat(shift.at()).isEqualTo(START.plusSeconds(100));
            assertThat(shift.after()).isEqualTo(0.04);
        });
    }
}

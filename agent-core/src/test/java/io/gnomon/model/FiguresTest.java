package io.gnomon.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import java.nio.ByteBuffer;
import java.util.Random;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class FiguresTest {

    private final Measurements measured = new Measurements();

    private static Figures figures(Measurements... all) {
        Figures figures = new Figures();
        for (Measurements some : all) {
            add(figures, some);
        }
        return figures;
    }

    private static void add(Figures figures, Measurements measured) {
        Estimate untimed = measured.estimateUntimed(ClockCost.NONE, new ClassCounts());
        figures.add(measured, untimed, untimed);
    }

    private static Histogram histogram(Figures figures) {
        return Histogram.decodeFromByteBuffer(ByteBuffer.wrap(figures.encodedHistogram()), 0);
    }

    @Test
    void ofTimedCallsTheyAreExact() {
        measured.add(100, 60, 0);
        measured.add(300, 300, SampleRows.SLOW);
        measured.add(200, 0, SampleRows.SLOW | SampleRows.ERROR);
        Figures figures = figures(measured);

        assertThat(figures.count()).isEqualTo(3);
        assertThat(figures.timed()).isEqualTo(3);
        assertThat(figures.slow()).isEqualTo(2);
        assertThat(figures.errors()).isEqualTo(1);
        assertThat(figures.sum()).isEqualTo(600);
        assertThat(figures.self()).isEqualTo(360);
        assertThat(figures.min()).isEqualTo(100);
        assertThat(figures.max()).isEqualTo(300);
        assertThat(figures.percentiles(50)).containsExactly(200);
        assertThat(figures.percentiles(100)).containsExactly(300);
    }

    @Test
    void timedCallsStandForTheUntimedOnes() {
        measured.add(100, 50, 0);
        measured.add(200, 100, 0);
        measured.addDropped(999_998, 3);
        Figures figures = figures(measured);

        assertThat(figures.count()).isEqualTo(1_000_000);
        assertThat(figures.errors()).isEqualTo(3);
        assertThat(figures.timed()).isEqualTo(2);
        assertThat(figures.sum()).isEqualTo(150_000_000);
        assertThat(figures.self()).as("nothing was called").isEqualTo(150 + 149_999_700);
        assertThat(histogram(figures).getCountAtValue(100)).isEqualTo(500_000);
        assertThat(histogram(figures).getCountAtValue(200)).isEqualTo(500_000);
    }

    @Test
    void coarseCallsStandForThemselvesAlone() {
        measured.add(100, 100, 0);
        measured.add(5_000_000, 4_000_000, SampleRows.SLOW | SampleRows.COARSE);
        measured.addDropped(8, 0);
        Figures figures = figures(measured);

        assertThat(figures.count()).isEqualTo(10);
        assertThat(figures.timed()).isEqualTo(1);
        assertThat(figures.slow()).isEqualTo(1);
        assertThat(figures.sum()).isEqualTo(900 + 5_000_000);
        assertThat(figures.self()).isEqualTo(900 + 4_000_000);
        assertThat(figures.min()).isEqualTo(100);
        assertThat(figures.max()).isEqualTo(5_000_000);
        assertThat(histogram(figures).getCountAtValue(100)).isEqualTo(9);
        assertThat(histogram(figures).getTotalCount()).isEqualTo(10);
    }

    @Test
    void aSlowCallThatWasTimedPreciselyStandsForItselfAloneToo() {
        measured.add(100, 100, 0);
        measured.add(5_000_000, 4_000_000, SampleRows.SLOW);
        measured.addDropped(998, 0);
        Figures figures = figures(measured);

        assertThat(figures.count()).isEqualTo(1_000);
        assertThat(figures.timed()).isEqualTo(2);
        assertThat(figures.slow()).isEqualTo(1);
        assertThat(figures.sum()).isEqualTo(99_900 + 5_000_000);
        assertThat(figures.self()).isEqualTo(99_900 + 4_000_000);
        assertThat(histogram(figures).getCountAtValue(100)).isEqualTo(999);
        assertThat(figures.percentiles(99.9)).containsExactly(100);
    }

    @Test
    void whereNoCallWasTimedOnlyTheCoarseOnesHaveADuration() {
        measured.addDropped(8, 0);
        assertThat(figures(measured).sum()).isZero();
        assertThat(figures(measured).percentiles(99)).containsExactly(0);

        measured.add(5_000, 5_000, SampleRows.ERROR | SampleRows.COARSE);
        Figures figures = figures(measured);
        assertThat(figures.count()).isEqualTo(9);
        assertThat(figures.timed()).isZero();
        assertThat(figures.sum()).isEqualTo(5_000);
        assertThat(figures.min()).isEqualTo(5_000);
        assertThat(histogram(figures).getTotalCount()).isEqualTo(1);
    }

    @Test
    void largeSumsDoNotOverflow() {
        measured.add(Long.MAX_VALUE / 1_000_000, 1, 0);
        measured.addDropped(99_999, 0);

        assertThat((double) figures(measured).sum()).isCloseTo(Long.MAX_VALUE / 10.0, withPercentage(0.1));
    }

    @Test
    void whatIsTakenBackMayComeFirst() {
        measured.addUntimed(-1, 3, Ticks.NONE);
        assertThat(figures(measured).count()).isZero();

        measured.add(100, 100, 0);
        measured.add(100, 100, 0);
        Figures figures = figures(measured);
        assertThat(figures.count()).isEqualTo(1);
        assertThat(figures.sum()).as("of what was timed").isEqualTo(200);
    }

    @Test
    void selfTimesAreNeitherBelowNoneNorAboveTheDurations() {
        measured.add(100, -30, 0);
        assertThat(figures(measured).self()).isZero();

        Measurements other = new Measurements();
        other.add(100, 150, 0);
        assertThat(figures(other).self()).isEqualTo(100);
        assertThat(figures(measured, other).self()).isEqualTo(120);
    }

    @Test
    void packedFiguresAreTheSameFigures() {
        Random random = new Random(1);
        for (int call = 0; call < 1_000; call++) {
            long duration = random.nextInt(1 << 20);
            measured.add(duration, duration / 2, random.nextInt(4));
        }
        measured.addDropped(12_345, 67);
        Figures figures = figures(measured);
        Figures again = new Figures();
        again.add(figures.pack());

        assertThat(histogram(again)).isEqualTo(histogram(figures));
        assertThat(again)
                .usingRecursiveComparison()
                .comparingOnlyFields("count", "errors", "slow", "timed", "sum", "self", "min", "max")
                .isEqualTo(figures);
    }

    @Test
    void packingMeasurementsChangesNothing() {
        measured.add(100, 100, 0);
        measured.add(5_000, 5_000, SampleRows.ERROR | SampleRows.COARSE);
        Figures before = figures(measured);
        measured.pack(new ClassCounts());
        assertThat(histogram(figures(measured))).isEqualTo(histogram(before));

        measured.add(100, 100, 0);
        assertThat(histogram(figures(measured)).getCountAtValue(100)).isEqualTo(2);
    }

    @Test
    void nothingIsLeftAfterAClear() {
        measured.add(100, 100, SampleRows.ERROR);
        measured.add(5_000, 5_000, SampleRows.SLOW | SampleRows.COARSE);
        Figures figures = figures(measured);
        measured.clear();
        figures.clear();
        add(figures, measured);

        assertThat(figures.pack()).usingRecursiveComparison().isEqualTo(new Figures().pack());
        assertThat(histogram(figures).getTotalCount()).isZero();
        assertThat(figures.max()).isZero();
        assertThat(figures.min()).isZero();
    }

    @Test
    void callsAddedTogetherCountLikeSingleOnes() {
        measured.add(15, 10, 0);
        measured.addPlain(2, 40, 25);
        measured.addDurations(new short[] {50, 10, 30}, 1, 2, 10, 30);
        Figures figures = figures(measured);

        assertThat(figures.timed()).isEqualTo(3);
        assertThat(figures.sum()).isEqualTo(55);
        assertThat(figures.self()).isEqualTo(35);
        assertThat(figures.min()).isEqualTo(10);
        assertThat(figures.max()).isEqualTo(30);
        assertThat(figures.percentiles(50)).containsExactly(15);
    }
}

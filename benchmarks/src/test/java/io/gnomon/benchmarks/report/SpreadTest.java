package io.gnomon.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpreadTest {

    @Test
    void anOddNumberHasAMiddle() {
        assertThat(Spread.of(List.of(9, 1, 2))).isEqualTo(new Spread(1, 2, 9));
    }

    @Test
    void anEvenNumberHasTheMeanOfTheTwoInTheMiddle() {
        assertThat(Spread.of(List.of(9.0, 1.0, 2.0, 4.0))).isEqualTo(new Spread(1, 3, 9));
    }

    @Test
    void aRatioIsOfTwoMeasurementsOfTheSameRound() {
        assertThat(Spread.ofRatios(List.of(2.0, 9.0, 4.0), List.of(1.0, 3.0, 4.0)))
                .isEqualTo(new Spread(1, 2, 3));
        assertThatIllegalArgumentException().isThrownBy(() -> Spread.ofRatios(List.of(1.0), List.of(1.0, 2.0)));
    }

    @Test
    void nothingMeasuredIsNoFigure() {
        assertThatIllegalArgumentException().isThrownBy(() -> Spread.of(List.of()));
    }

    @Test
    void numbersAreWrittenWithAPoint() {
        Spread spread = new Spread(1, 2.25, 3);

        assertThat(spread.median(1)).isEqualTo("2.3");
        assertThat(spread.min(0)).isEqualTo("1");
        assertThat(spread.max(2)).isEqualTo("3.00");
    }
}

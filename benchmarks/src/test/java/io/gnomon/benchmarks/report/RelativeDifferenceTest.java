package io.gnomon.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class RelativeDifferenceTest {

    @Test
    void equalPairsDifferByNothing() {
        List<Double> same = List.of(1.0, 2.0, 3.0);

        RelativeDifference difference = RelativeDifference.of(same, same);

        assertThat(difference).isEqualTo(new RelativeDifference(0, 0, 0, 3));
    }

    @Test
    void whatAllPairsHaveInCommonIsKnownExactly() {
        RelativeDifference difference = RelativeDifference.of(List.of(1.0, 2.0, 10.0), List.of(1.1, 2.2, 11.0));

        assertThat(difference.percent()).isCloseTo(10, within(1e-9));
        assertThat(difference.uncertainty()).isCloseTo(0, within(1e-9));
    }

    @Test
    void theIntervalIsThatOfStudent() {
        // Logarithms -d, 0, d, 2d: their mean is d/2, their deviation d * sqrt(5/3); t for 3 degrees of freedom is
        // 3.182.
        double d = 0.01;
        List<Double> base = List.of(1.0, 1.0, 1.0, 1.0);
        List<Double> other = List.of(Math.exp(-d), 1.0, Math.exp(d), Math.exp(2 * d));

        RelativeDifference difference = RelativeDifference.of(base, other);

        double half = 3.182 * d * Math.sqrt(5 / 3.0) / Math.sqrt(4);
        assertThat(difference.percent()).isCloseTo(100 * Math.expm1(d / 2), within(1e-9));
        assertThat(difference.low()).isCloseTo(100 * Math.expm1(d / 2 - half), within(1e-3));
        assertThat(difference.high()).isCloseTo(100 * Math.expm1(d / 2 + half), within(1e-3));
        assertThat(difference.pairs()).isEqualTo(4);
    }

    @Test
    void halfAndTwiceCancelOut() {
        RelativeDifference difference = RelativeDifference.of(List.of(1.0, 2.0, 1.0, 2.0), List.of(2.0, 1.0, 2.0, 1.0));

        assertThat(difference.percent()).isCloseTo(0, within(1e-9));
        assertThat(difference.low()).isNegative();
        assertThat(difference.high()).isPositive();
    }

    @Test
    void twiceAsExactTakesFourTimesAsManyPairs() {
        RelativeDifference difference = new RelativeDifference(2, 1, 3, 10);

        assertThat(difference.pairsFor(1)).isEqualTo(10);
        assertThat(difference.pairsFor(0.5)).isEqualTo(40);
    }

    @Test
    void aDifferenceIsWrittenWithItsSign() {
        RelativeDifference difference = new RelativeDifference(0.52, -0.28, 1.32, 9);

        assertThat(difference.mean()).isEqualTo("+0.5");
        assertThat(difference.interval()).isEqualTo("-0.3 to +1.3");
    }

    @Test
    void twoPairsSayNothingOfHowMuchTheyVary() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RelativeDifference.of(List.of(1.0, 1.0), List.of(1.0, 1.0)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RelativeDifference.of(List.of(1.0, 1.0, 1.0), List.of(1.0, 1.0)));
    }
}

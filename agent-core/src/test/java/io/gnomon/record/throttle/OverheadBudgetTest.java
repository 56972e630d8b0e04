package io.gnomon.record.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class OverheadBudgetTest {

    private static final double TIMING = 50;
    private static final double ONE_CORE = 1e9;

    /** With one core in use 200,000 calls a second may be timed; none that takes 5 microseconds need give way. */
    private final OverheadBudget budget = new OverheadBudget(0.01, TIMING);

    private static CallLoad load(double callsPerSecond) {
        return load(callsPerSecond, 100, 0);
    }

    private static CallLoad load(double callsPerSecond, double meanNanos, int exponent) {
        return new CallLoad(1, callsPerSecond, meanNanos, true, exponent);
    }

    private int[] exponents(CallLoad... loads) {
        return budget.exponents(List.of(loads), ONE_CORE);
    }

    /** How many calls a second are timed then. */
    private static double timed(CallLoad load, int exponent) {
        return load.callsPerSecond() / (1 << exponent);
    }

    @Test
    void whatFitsIsNotThrottled() {
        assertThat(exponents(load(150_000), load(50_000))).containsExactly(0, 0);
    }

    @Test
    void aHotOperationKeepsAsManyTimingsAsFit() {
        assertThat(exponents(load(200_001))).containsExactly(1);
        assertThat(exponents(load(25_600_000))).containsExactly(7);
        assertThat(exponents(load(25_600_001))).containsExactly(8);
    }

    @Test
    void onlyTheMostFrequentGiveWay() {
        CallLoad rare = load(1_000);
        CallLoad hot = load(10_000_000);
        CallLoad hotter = load(40_000_000);

        int[] exponents = exponents(hot, rare, hotter);

        assertThat(exponents).containsExactly(7, 0, 9);
        assertThat(timed(rare, exponents[1]) + timed(hot, exponents[0]) + timed(hotter, exponents[2]))
                .isBetween(100_000.0, 200_000.0);
    }

    @Test
    void longCallsAreNeverThrottled() {
        assertThat(exponents(load(10_000_000, 5_000, 0), load(1_000_000, 4_999, 0)))
                .as("the other one pays for both, down to a tenth of the budget")
                .containsExactly(0, 6);
    }

    @Test
    void aThrottledOperationStaysSoUntilItsCallsAreClearlyLong() {
        assertThat(exponents(load(400_000, 9_999, 1))).containsExactly(1);
        assertThat(exponents(load(400_000, 10_000, 1))).containsExactly(0);
    }

    @Test
    void whatMustNotBeThrottledIsNot() {
        assertThat(exponents(new CallLoad(1, 10_000_000, 10, false, 0), load(1_000_000)))
                .containsExactly(0, 6);
    }

    @Test
    void anIdleProcessMaySpendAThousandthOfACoreAllTheSame() {
        assertThat(budget.exponents(List.of(load(20_000)), 0)).containsExactly(0);
        assertThat(budget.exponents(List.of(load(40_000)), 0)).containsExactly(1);
        assertThat(budget.isFree(List.of(load(15_000), load(5_000)))).isTrue();
        assertThat(budget.isFree(List.of(load(15_000), load(5_001)))).isFalse();
    }

    @Test
    void someCallsAreTimedHoweverManyThereAre() {
        assertThat(exponents(load(1e12))).containsExactly(GnomonThrottle.MAX_EXPONENT);
        CallLoad[] many = new CallLoad[100_000];
        Arrays.fill(many, load(100));
        assertThat(exponents(many)).as("ten a second each").containsOnly(4);
    }
}

package io.gnomon.benchmarks.calls;

import static org.assertj.core.api.Assertions.assertThat;

import io.gnomon.benchmarks.jvm.Account;
import io.gnomon.benchmarks.jvm.Jdk;
import io.gnomon.benchmarks.report.Spread;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class CallSeriesTest {

    private static final Jdk JDK = new Jdk(25, "25.0.3", Path.of("jdk"));

    @Test
    void ratiosAreThoseOfNeighboursInTime() {
        CallSeries series = new CallSeries(
                JDK,
                1,
                Map.of(
                        Contender.FLOOR, List.of(result(40), result(80), result(50)),
                        Contender.GNOMON_EXACT, List.of(result(44), result(80), result(60))));

        assertThat(series.ratio(Contender.GNOMON_EXACT, Contender.FLOOR)).hasValue(new Spread(1.0, 1.1, 1.2));
        assertThat(series.spread(Contender.GNOMON_EXACT, CallResult::nanos)).isEqualTo(new Spread(44, 60, 80));
        assertThat(series.ratio(Contender.GNOMON_EXACT, Contender.JFR)).isEmpty();
    }

    @Test
    void accountsOfAllTurnsAddUp() {
        CallSeries series = new CallSeries(JDK, 2, Map.of(Contender.GNOMON_EXACT, List.of(result(1), result(1))));

        assertThat(series.calls(Contender.GNOMON_EXACT)).isEqualTo(20);
        assertThat(series.account(Contender.GNOMON_EXACT)).isEqualTo(new Account(20, 4, 14, 2));
    }

    @Test
    void agentsOfOthersAreMeasuredOnTheNewestJdkOnly() {
        Jdk older = new Jdk(17, "17.0.15", Path.of("older"));

        assertThat(Contender.DATADOG.measuredOn(JDK, JDK)).isTrue();
        assertThat(Contender.DATADOG.measuredOn(older, JDK)).isFalse();
        assertThat(Contender.DATADOG.measuredOn(older, older)).isTrue();
        assertThat(Contender.JFR.measuredOn(older, older)).isFalse();
        assertThat(Contender.GNOMON_EXACT.measuredOn(older, JDK)).isTrue();
    }

    private static CallResult result(double nanos) {
        return new CallResult(nanos, 0, 0, 10, OptionalInt.of(10), new Account(10, 2, 7, 1));
    }
}

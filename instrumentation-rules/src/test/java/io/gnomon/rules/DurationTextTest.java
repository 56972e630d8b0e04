package io.gnomon.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationTextTest {

    @ParameterizedTest
    @CsvSource({
        "7ns, PT0.000000007S",
        "20us, PT0.00002S",
        "10ms, PT0.01S",
        "5s, PT5S",
        "1.5s, PT1.5S",
        "0.25ms, PT0.00025S",
        "90m, PT1H30M",
        "2h, PT2H",
        "30d, PT720H",
        "0s, PT0S",
        "' 10 ms ', PT0.01S",
    })
    void readsANumberAndAUnit(String text, Duration duration) {
        assertThat(DurationText.parse(text)).isEqualTo(duration);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "500", "ms", "-5ms", "10 sec", "1.2.3s", ".5s", "5.s", "1e3s", "5MS", "1m30s"})
    void refusesAnythingElse(String text) {
        assertThatThrownBy(() -> DurationText.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'" + text
                        + "' is not a duration; expected a number and a unit (ns, us, ms, s, m, h, d), such as 500ms or"
                        + " 1.5s");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.5ns", "200000d", "99999999999999999999d"})
    void refusesDurationsThatNanosecondsCannotCount(String text) {
        assertThatThrownBy(() -> DurationText.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("out of range");
    }

    @ParameterizedTest
    @CsvSource({"PT0S, 0s", "PT1S, 1s", "PT1.5S, 1500ms", "PT90S, 90s", "PT24H, 1d", "PT0.000000007S, 7ns"})
    void showsTheLargestUnitThatGivesAWholeNumber(Duration duration, String text) {
        assertThat(DurationText.format(duration)).isEqualTo(text);
        assertThat(DurationText.parse(text)).isEqualTo(duration);
    }
}

package io.gnomon.cli.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeArgumentTest {

    private static final Instant END = Instant.parse("2026-11-21T10:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "90s, 2026-11-21T09:58:30Z",
        "10m, 2026-11-21T09:50:00Z",
        "2h, 2026-11-21T08:00:00Z",
        "1d, 2026-11-20T10:00:00Z",
        "2026-11-21T09:30:00Z, 2026-11-21T09:30:00Z",
        "2026-11-21T09:30:00+02:00, 2026-11-21T07:30:00Z",
        "2026-11-21 09:30, 2026-11-21T09:30:00Z",
        "2026-11-21, 2026-11-21T00:00:00Z"
    })
    void understandsDurationsBackAndIsoTimes(String text, Instant time) {
        assertThat(TimeArgument.parse("--since", text, END, ZoneOffset.UTC)).isEqualTo(time);
    }

    @Test
    void takesTimesWithoutAZoneAsTheReportPrintsThem() {
        assertThat(TimeArgument.parse("--since", "2026-11-21 09:30", END, ZoneId.of("Europe/Berlin")))
                .isEqualTo("2026-11-21T08:30:00Z");
    }

    @Test
    void saysWhatItExpects() {
        assertThatThrownBy(() -> TimeArgument.parse("--until", "10 minutes", END, ZoneOffset.UTC))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("--until does not understand '10 minutes'")
                .hasMessageContaining("10m");
    }
}

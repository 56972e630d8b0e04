package io.gnomon.benchmarks.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class LoadSummaryTest {

    @Test
    void theDriversLineIsUnderstood() {
        assertThat(LoadSummary.parse("2400 requests, ms: p50 1.935, p90 7.200, p99 403.100, max 1700.000"))
                .isEqualTo(new LoadSummary(2_400, 1.935, 7.2, 403.1));
    }

    @Test
    void anotherLineIsNot() {
        assertThatIllegalStateException()
                .isThrownBy(() -> LoadSummary.parse("2400 requests"))
                .withMessageContaining("2400 requests");
    }
}

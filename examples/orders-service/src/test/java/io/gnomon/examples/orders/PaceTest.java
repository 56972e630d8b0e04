package io.gnomon.examples.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {

    @Test
    void whatIsLateWasDueAllTheSameWhenItWas() throws InterruptedException {
        Pace pace = new Pace(1_000, Duration.ofDays(1));

        assertThat(pace.await(20)).isTrue();

        assertThat(pace.due(20)).isLessThanOrEqualTo(System.nanoTime());
        assertThat(pace.due(20) - pace.due(3)).isEqualTo(17_000_000);
    }

    @Test
    void nothingIsDueAfterTheLimit() throws InterruptedException {
        Pace pace = new Pace(10, Duration.ofSeconds(1));

        assertThat(pace.await(10)).isFalse();
    }
}

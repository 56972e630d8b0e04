package io.gnomon.examples.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LatenciesTest {

    @Test
    void aPercentileIsTheLatencyThatSoManyAnswersDidNotExceed() {
        Latencies latencies = upTo(1_500);
        latencies.add(upTo(500));

        assertThat(latencies.count()).isEqualTo(2_000);
        assertThat(latencies.percentile(50)).isEqualTo(500);
        assertThat(latencies.percentile(99)).isEqualTo(1_480);
        assertThat(latencies.percentile(100)).isEqualTo(1_500);
    }

    @Test
    void noAnswerTookNoTime() {
        assertThat(new Latencies().percentile(99)).isZero();
    }

    @Test
    void theyAreToldInMilliseconds() {
        Latencies latencies = new Latencies();
        latencies.add(1_234_567);

        assertThat(latencies).hasToString("latency of 1 requests, ms: p50 1.235, p90 1.235, p99 1.235, max 1.235");
    }

    private static Latencies upTo(long most) {
        Latencies latencies = new Latencies();
        LongStream.rangeClosed(1, most).forEach(latencies::add);
        return latencies;
    }
}

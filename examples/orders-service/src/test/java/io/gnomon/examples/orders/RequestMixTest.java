package io.gnomon.examples.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RequestMixTest {

    @Test
    void theSameSeedMakesTheSameRequests() {
        assertThat(requests(1)).isEqualTo(requests(1)).isNotEqualTo(requests(2));
    }

    @Test
    void everyWayToSucceedAndToFailIsInTheMix() {
        assertThat(requests(1).stream().map(RequestMix.Planned::status).distinct())
                .containsExactlyInAnyOrder(200, 201, 400, 402, 404, 409);
    }

    private static List<RequestMix.Planned> requests(long seed) {
        RequestMix mix = new RequestMix(URI.create("http://127.0.0.1:8080"), seed);
        return Stream.generate(mix::next).limit(500).toList();
    }
}

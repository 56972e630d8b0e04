package io.gnomon;

import static org.assertj.core.api.Assertions.assertThat;

import io.gnomon.fuzz.Fuzzing;
import java.util.List;
import org.junit.jupiter.api.Test;

class AttachRequestFuzzTest {

    private static final List<String> REQUESTS = List.of(
            "attach-answer=\"/tmp/gnomon-attach-1.txt\",rules=\"/srv/rules.yaml\"",
            "attach-answer=\"/tmp/gnomon-attach-1.txt\",detach=\"true\"",
            "detach");

    /** What is malformed is left to the configuration, which says what is wrong. */
    @Test
    void everyTextIsARequest() throws Exception {
        Fuzzing.run(30_000, mutator -> {
            AttachRequest request = AttachRequest.parse(mutator.text(mutator.oneOf(REQUESTS)));

            assertThat(request.options()).isNotNull();
        });
    }
}

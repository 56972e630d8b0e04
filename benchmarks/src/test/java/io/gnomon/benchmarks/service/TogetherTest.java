package io.gnomon.benchmarks.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TogetherTest {

    @Test
    void bothAreDoneAtTheSameTime() throws Exception {
        CyclicBarrier bothAreHere = new CyclicBarrier(2);

        assertThat(Together.run(
                        () -> {
                            bothAreHere.await(10, TimeUnit.SECONDS);
                            return "first";
                        },
                        () -> {
                            bothAreHere.await(10, TimeUnit.SECONDS);
                            return "second";
                        }))
                .containsExactly("first", "second");
    }

    @Test
    void aFailureIsTold() {
        IOException failure = new IOException("no such program");

        assertThatIllegalStateException()
                .isThrownBy(() -> Together.run(() -> "first", () -> {
                    throw failure;
                }))
                .withCause(failure);
    }
}

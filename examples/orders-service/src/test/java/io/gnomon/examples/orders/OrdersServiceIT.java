package io.gnomon.examples.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrdersServiceIT {

    private static final Duration LIMIT = Duration.ofMinutes(1);

    @TempDir
    private Path directory;

    @Test
    void answersEachRequestOfTheMixAsExpectedAndPrintsNothingElse() throws Exception {
        try (ServiceProcess service = ServiceProcess.start(directory, List.of(), List.of())) {
            Tally tally = new LoadDriver(service.address(), 4, 200, 1).run(new Pace(0, LIMIT));

            assertThat(tally.unexpected()).as(tally.toString()).isZero();
            assertThat(tally.requests()).isEqualTo(200);
            assertThat(tally.byStatus()).containsOnlyKeys(200, 201, 400, 402, 404, 409);
            assertThat(service.terminate()).isEqualTo(143);
            assertThat(service.output()).hasLineCount(1);
            assertThat(service.errors()).isEmpty();
        }
    }

    @Test
    void refusesAnUnknownOptionInOneSentence() throws Exception {
        assertThatThrownBy(() -> ServiceProcess.start(directory, List.of(), List.of("--prot", "8080")))
                .hasMessageContaining("There is no option '--prot'; there are --port, --seed, --stop-after.");
    }

    @Test
    void saysInOneLineThatThePortIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());

            assertThatThrownBy(() -> ServiceProcess.start(directory, List.of(), List.of("--port", port)))
                    .hasMessage("the service did not start: Failed to bind to /127.0.0.1:" + port);
        }
    }

    @Test
    void stopsByItselfAfterTheTimeGiven() throws Exception {
        try (ServiceProcess service = ServiceProcess.start(directory, List.of(), List.of("--stop-after", "1"))) {
            assertThat(service.exitCode()).isZero();
        }
    }
}

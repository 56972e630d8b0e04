package io.gnomon.examples.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
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

    /** One run with the agent, with the rules and under the load that the demo has, for a shorter time. */
    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class WithTheAgent {

        private static final int ONE_BY_ONE = 150;
        private static final int AT_ONCE = 400;

        private Path database;
        private List<String> answers;
        private Tally tally;
        private int exitCode;
        private String output;
        private String errors;
        private RecordedCalls recorded;

        @BeforeAll
        void runUnderLoad(@TempDir Path files) throws Exception {
            database = files.resolve("orders.db");
            String agent = "-javaagent:" + System.getProperty("gnomon.jar") + "=application=orders-service,database="
                    + database + ",rules=" + System.getProperty("orders-service.rules") + ",slow-threshold=200ms";
            try (ServiceProcess service = ServiceProcess.start(files, List.of(agent), List.of())) {
                answers = answersOneByOne(service.address());
                tally = new LoadDriver(service.address(), 4, AT_ONCE, 1).run(new Pace(0, LIMIT));
                exitCode = service.terminate();
                output = service.output();
                errors = service.errors();
            }
            recorded = new RecordedCalls(database);
        }

        @Test
        void theServiceAnswersAsItDoesWithoutIt() throws Exception {
            try (ServiceProcess service = ServiceProcess.start(directory, List.of(), List.of())) {
                assertThat(answers).isEqualTo(answersOneByOne(service.address()));
            }
            assertThat(tally.unexpected()).as(tally.toString()).isZero();
            assertThat(tally.requests()).isEqualTo(AT_ONCE);
        }

        @Test
        void itsOneLineIsAllThatIsPrintedMore() {
            assertThat(errors)
                    .isEqualTo("gnomon: monitoring @Monitored methods and the methods of 6 rules, data in " + database
                            + System.lineSeparator());
            assertThat(output).startsWith("listening on ").hasLineCount(1);
        }

        @Test
        void theRunEndsCleanlyOnSigtermAndEveryCallIsAccountedFor() throws Exception {
            assertThat(exitCode).isEqualTo(143);
            assertThat(recorded.column("SELECT ended_cleanly FROM runs")).containsExactly("1");
            assertThat(recorded.number("SELECT produced - stored - sampled_out - pending - dropped FROM accounts"))
                    .isZero();
            assertThat(recorded.number("SELECT produced FROM accounts"))
                    .isEqualTo(recorded.number("SELECT sum(calls) FROM operation_stats"));
        }

        @Test
        void eachRequestIsInTheFileOnce() throws Exception {
            long requests = ONE_BY_ONE + AT_ONCE;

            assertThat(recorded.calls("jetty.handle")).isEqualTo(requests);
            assertThat(recorded.calls("servlet.service")).isEqualTo(requests);
            assertThat(recorded.calls("ReportServlet.doGet")
                            + recorded.calls("OrdersServlet.doGet")
                            + recorded.calls("OrdersServlet.doPost"))
                    .isEqualTo(requests);
        }

        @Test
        void theOperationsOfRulesAnnotationsAndManualTimingAreInTheFile() throws Exception {
            assertThat(recorded.column("SELECT operation FROM operation_stats"))
                    .contains("pool.getConnection", "jdbc.prepareStatement", "jdbc.executeQuery")
                    .contains("jdbc.executeUpdate", "jdbc.executeBatch", "jdbc.commit", "jdbc.rollback")
                    .contains("orders.place", "orders.find", "orders.list", "stock.take", "prices.total")
                    .contains("OrderRepository.insert", "report.largest-orders", "payment.charge", "bank.hare");
        }

        @Test
        void theFailuresAreThoseThatCustomersWereToldOf() throws Exception {
            assertThat(recorded.errors("stock.take")).isEqualTo(answersOf(409));
            assertThat(recorded.errors("payment.charge")).isEqualTo(answersOf(402));
            assertThat(recorded.errors("servlet.service")).isZero();
            assertThat(recorded.number("SELECT count(*) FROM failed_calls"))
                    .isEqualTo(recorded.number("SELECT sum(errors) FROM operation_stats"));
            assertThat(recorded.column("SELECT DISTINCT error_type FROM failed_calls WHERE operation = 'stock.take'"))
                    .containsExactly(OutOfStockException.class.getName());
        }

        @Test
        void theTreeOfASlowRequestReachesFromTheServletToTheDatabase() throws Exception {
            assertThat(recorded.number("SELECT count(*) FROM slow_calls WHERE operation = 'bank.tortoise'"))
                    .isPositive()
                    .isEqualTo(recorded.calls("bank.tortoise"));
            String slow = "tree IN (SELECT tree FROM slow_calls WHERE operation = 'bank.tortoise')";

            assertThat(recorded.callersOf("jdbc.executeUpdate", "parent = 'stock.take' AND " + slow))
                    .containsExactly(
                            "stock.take", "orders.place", "OrdersServlet.doPost", "servlet.service", "jetty.handle");
            assertThat(recorded.callersOf("bank.tortoise", slow))
                    .containsExactly(
                            "payment.charge",
                            "orders.place",
                            "OrdersServlet.doPost",
                            "servlet.service",
                            "jetty.handle");
        }

        @Test
        void theTreeOfAFailedCallHoldsWhatItHadDone() throws Exception {
            String failed = "tree IN (SELECT tree FROM failed_calls WHERE operation = 'stock.take')";

            assertThat(recorded.callersOf("jdbc.executeUpdate", "parent = 'stock.take' AND " + failed))
                    .startsWith("stock.take", "orders.place");
            assertThat(recorded.number("SELECT count(*) FROM calls WHERE operation = 'jdbc.rollback' AND " + failed))
                    .isEqualTo(answersOf(409));
        }

        private long answersOf(int status) {
            return tally.byStatus().getOrDefault(status, 0)
                    + answers.stream()
                            .filter(answer -> answer.startsWith(status + " "))
                            .count();
        }

        /** Status and text of the answers to the same requests every time, one after the other. */
        private List<String> answersOneByOne(URI service) throws IOException, InterruptedException {
            HttpClient client = HttpClient.newHttpClient();
            RequestMix mix = new RequestMix(service, 1);
            List<String> answers = new ArrayList<>();
            for (int request = 0; request < ONE_BY_ONE; request++) {
                HttpResponse<String> answer = client.send(mix.next().request(), BodyHandlers.ofString());
                answers.add(answer.statusCode() + " " + answer.body());
            }
            return answers;
        }
    }
}

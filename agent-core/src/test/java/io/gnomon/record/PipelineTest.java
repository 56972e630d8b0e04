package io.gnomon.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.gnomon.log.AgentLog;
import io.gnomon.model.Operation;
import io.gnomon.model.OperationRegistry;
import io.gnomon.model.OperationSpec;
import io.gnomon.model.RunClock;
import io.gnomon.model.RunInfo;
import io.gnomon.rules.TimingMode;
import io.gnomon.store.file.Owner;
import io.gnomon.store.write.Store;
import io.gnomon.text.Redaction;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;

/** The way from the recorder's two calls to the file, with the real recorder and a real file. */
class PipelineTest {

    @TempDir
    Path folder;

    private final OperationRegistry operations = new OperationRegistry(Duration.ofSeconds(1));
    private final RunClock clock = new RunClock();
    private final List<String> warnings = new ArrayList<>();
    private final AgentLog log = new AgentLog() {
        @Override
        public void info(String message) {}

        @Override
        public void warn(String message, @Nullable Throwable cause) {
            warnings.add(message + (cause == null ? "" : ": " + cause));
        }
    };
    private Path file;
    private Pipeline pipeline;

    @BeforeEach
    void start() {
        start(1_000, 100_000);
    }

    private void start(long rowsPerSecond, long burst) {
        file = folder.resolve("test-" + rowsPerSecond + ".db");
        StoreOpener opener = new StoreOpener() {
            @Override
            public Store open() throws IOException {
                RunInfo info = new RunInfo("test", "", 1, "", "", "", 1, "", "", "", "");
                return Store.open(file, Owner.inThisProcess(), info, operations, clock, log);
            }

            @Override
            public Store reopen(Store failed) throws IOException {
                return failed.reopen(operations, clock);
            }
        };
        pipeline = new Pipeline(
                new WriterSettings(
                        rowsPerSecond,
                        burst,
                        Integer.MAX_VALUE,
                        Duration.ofMillis(100),
                        64 << 20,
                        Double.POSITIVE_INFINITY,
                        new Redaction(List.of())),
                operations,
                clock,
                opener,
                List.of(),
                (question, arguments) -> null,
                log,
                () -> {});
        pipeline.start();
    }

    @AfterEach
    void stop() {
        pipeline.stop(Duration.ofSeconds(10));
        GnomonRecorder.disconnect();
        assertThat(warnings).isEmpty();
    }

    private int operation(String name, @Nullable Duration threshold) {
        Operation operation =
                operations.register(new OperationSpec(name, null, "test", "", threshold, TimingMode.DEFAULT));
        return operation.id();
    }

    private long number(String query) throws SQLException {
        SQLiteDataSource source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:" + file);
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() ? row.getLong(1) : Long.MIN_VALUE;
        }
    }

    private void inThread(Runnable work) throws InterruptedException {
        Thread thread = new Thread(work);
        thread.start();
        thread.join();
    }

    @Test
    void callsOfAShortRunAreAllStored() throws Exception {
        int plain = operation("plain", null);
        inThread(() -> {
            for (int call = 0; call < 5_000; call++) {
                GnomonRecorder.exit(GnomonRecorder.enter(plain));
            }
        });
        assertThat(pipeline.stop(Duration.ofSeconds(10))).isTrue();

        assertThat(number("SELECT calls FROM operation_stats WHERE operation = 'plain'"))
                .isEqualTo(5_000);
        assertThat(number("SELECT count(*) FROM calls")).isEqualTo(5_000);
        assertThat(number("SELECT sum(weight) FROM calls")).isEqualTo(5_000);
        assertThat(number("SELECT sum(count) FROM rollup WHERE seconds = 10")).isEqualTo(5_000);
        assertThat(number("SELECT sum(count) FROM rollup WHERE seconds = 60")).isEqualTo(5_000);
        assertThat(number("SELECT produced - stored - sampled_out - pending - dropped FROM accounts"))
                .isZero();
        assertThat(number("SELECT produced FROM accounts")).isEqualTo(5_000);
        assertThat(number("SELECT ended_cleanly FROM runs")).isEqualTo(1);
    }

    @Test
    void beyondTheBudgetRowsAreChosenFairlyAndTheirWeightsAddUp() throws Exception {
        stop();
        start(10, 50);
        int hot = operation("hot", null);
        int rare = operation("rare", null);
        inThread(() -> {
            for (int call = 0; call < 100_000; call++) {
                GnomonRecorder.exit(GnomonRecorder.enter(hot));
                if (call % 20_000 == 0) {
                    GnomonRecorder.exit(GnomonRecorder.enter(rare));
                }
            }
        });
        assertThat(pipeline.stop(Duration.ofSeconds(10))).isTrue();

        assertThat(number("SELECT sum(weight) FROM calls WHERE operation = 'hot'"))
                .isEqualTo(100_000);
        assertThat(number("SELECT sum(weight) FROM calls WHERE operation = 'rare'"))
                .isEqualTo(5);
        assertThat(number("SELECT count(*) FROM calls")).isLessThan(200);
        assertThat(number("SELECT produced - stored - sampled_out - pending - dropped FROM accounts"))
                .isZero();
    }

    @Test
    void aSlowCallIsKeptWithTheCallsInsideIt() throws Exception {
        stop();
        start(0, 0);
        int slow = operation("slow", Duration.ofMillis(5));
        int child = operation("child", null);
        int grandchild = operation("grandchild", null);
        int root = operation("root", null);
        inThread(() -> {
            GnomonCall outer = GnomonRecorder.enter(root);
            GnomonCall call = GnomonRecorder.enter(slow);
            for (int round = 0; round < 3; round++) {
                GnomonCall inner = GnomonRecorder.enter(child);
                GnomonRecorder.exit(GnomonRecorder.enter(grandchild));
                long end = System.nanoTime() + 3_000_000;
                while (System.nanoTime() < end) {
                    Thread.onSpinWait();
                }
                GnomonRecorder.exit(inner);
            }
            GnomonRecorder.exit(call);
            GnomonRecorder.exit(GnomonRecorder.enter(child));
            GnomonRecorder.exit(outer);
        });
        assertThat(pipeline.stop(Duration.ofSeconds(10))).isTrue();

        assertThat(number("SELECT count(*) FROM slow_calls")).isEqualTo(1);
        assertThat(number("SELECT count(*) FROM calls WHERE tree = (SELECT tree FROM slow_calls)"))
                .isEqualTo(8);
        assertThat(
                        number(
                                "SELECT count(*) FROM calls c JOIN calls p ON p.call = c.caller WHERE c.operation = 'child' AND p.operation = 'slow'"))
                .isEqualTo(3);
        assertThat(
                        number(
                                "SELECT count(*) FROM calls c JOIN calls p ON p.call = c.caller WHERE c.operation = 'grandchild' AND p.operation = 'child'"))
                .isEqualTo(3);
        assertThat(number("SELECT caller_stack LIKE '%PipelineTest%' FROM slow_calls"))
                .isEqualTo(1);
        assertThat(number("SELECT calls FROM call_edges WHERE parent = 'slow' AND operation = 'child'"))
                .isEqualTo(3);
        assertThat(number("SELECT sum(weight) FROM calls")).isEqualTo(9);
    }

    @Test
    void aFailedCallIsKeptWithTypeMessageAndStack() throws Exception {
        int failing = operation("failing", null);
        inThread(() -> {
            for (int round = 0; round < 3; round++) {
                GnomonCall call = GnomonRecorder.enter(failing);
                GnomonRecorder.fail(new IllegalStateException("round " + round), call);
            }
        });
        assertThat(pipeline.stop(Duration.ofSeconds(10))).isTrue();

        assertThat(
                        number(
                                "SELECT count(*) FROM failed_calls WHERE error_type = 'java.lang.IllegalStateException' AND error_message LIKE 'round _' AND stack LIKE '%PipelineTest%'"))
                .isEqualTo(3);
        assertThat(number("SELECT count(*) FROM stack")).isEqualTo(1);
        assertThat(number("SELECT errors FROM operation_stats")).isEqualTo(3);
    }
}

package io.gnomon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.gnomon.cli.input.ExitCode;
import io.gnomon.store.write.OrdersDatabase;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A report that does not arrive where it was to be printed. */
class LostOutputTest {

    /** Far more rows than anybody reads: a command that went on with them would not end. */
    private static final String ENDLESS =
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n";

    @TempDir
    private Path directory;

    private Path orders;

    @BeforeEach
    void createDatabase() throws Exception {
        orders = directory.resolve("orders.db");
        OrdersDatabase.create(orders).close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "stats FILE",
                "stats FILE --json",
                "slow FILE",
                "tree FILE --json",
                "runs FILE",
                "top FILE",
                "sql FILE SELECT(1)",
                "config",
                "doctor --json",
                "--help",
                "stats --help",
                "--version"
            })
    void isSaidAndNoSuccess(String command) {
        Object[] arguments = command.replace("FILE", orders.toString()).split(" ", -1);

        CommandRun run = CommandRun.withOutput(refusing("No space left on device"), arguments);

        assertThat(run.exitCode()).isEqualTo(ExitCode.OUTPUT_FAILED);
        assertThat(run.err())
                .isEqualTo("gnomon: standard output cannot be written, so what it got is not complete:"
                        + " No space left on device\n");
    }

    @Test
    void isNoMistakeWhereTheReaderHasHadEnough() {
        CommandRun run = CommandRun.withOutput(refusing("Broken pipe"), "stats", orders);

        assertThat(run.exitCode()).isEqualTo(ExitCode.OUTPUT_CLOSED);
        assertThat(run.err()).isEmpty();
    }

    @Test
    void endsAQueryThatWouldGoOn() {
        assertThat(CommandRun.withOutput(refusing("Broken pipe"), "sql", orders, ENDLESS)
                        .exitCode())
                .isEqualTo(ExitCode.OUTPUT_CLOSED);
        assertThat(CommandRun.withOutput(refusing("Broken pipe"), "sql", orders, "--json", ENDLESS)
                        .exitCode())
                .isEqualTo(ExitCode.OUTPUT_CLOSED);
    }

    @Test
    void hidesNoOtherFailure() {
        CommandRun run = CommandRun.withOutput(refusing("No space left on device"), "stats", directory);

        assertThat(run.exitCode()).isEqualTo(ExitCode.UNREADABLE_FILE);
        assertThat(run.err()).contains("is a folder").hasLineCount(1);
    }

    private static OutputStream refusing(String reason) {
        return new OutputStream() {
            @Override
            public void write(int single) throws IOException {
                throw new IOException(reason);
            }
        };
    }
}

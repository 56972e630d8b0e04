package io.gnomon.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.gnomon.it.programs.RunsOutOfMemory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An application that runs out of memory for a while has its recording back when it has its memory back. */
class OutOfMemoryIT {

    @TempDir
    Path folder;

    @ParameterizedTest
    @MethodSource("io.gnomon.it.Jdk#all")
    void recordingGoesOnWhenMemoryIsBack(Jdk jdk) throws Exception {
        Path rules = Files.writeString(folder.resolve("rules.yaml"), """
                - class: io.gnomon.it.programs.RunsOutOfMemory
                  method: work
                  operation: work
                """);
        ForkedJvm jvm = new ForkedJvm(jdk, folder)
                .option("rules", rules.toString())
                .option("queue-memory", "4MiB")
                .jvm("-Xmx48m")
                .main(RunsOutOfMemory.class, "2", folder.resolve("calls.db.log").toString());

        ForkedJvm.Result result = jvm.run();

        assertThat(result.exitCode()).isZero();
        assertThat(result.output()).matches("made \\d+\\R");
        CallsFile file = new CallsFile(jvm.database());
        assertThat(file.text("PRAGMA integrity_check")).isEqualTo("ok");
        assertThat(file.number("SELECT ended_cleanly FROM runs")).isEqualTo(1);
        assertThat(file.ledgerBalances()).isTrue();
        // What the writer held when memory was gone may be missing; what was called before and after is not.
        assertThat(file.number("SELECT calls FROM operation_stats WHERE operation = 'work'"))
                .isGreaterThanOrEqualTo(3_000);
    }
}

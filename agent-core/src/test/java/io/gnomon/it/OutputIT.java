package io.gnomon.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gnomon.cli.input.ExitCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped jar's commands in a shell, where their output does not arrive or SQLite's library has no place. */
class OutputIT {

    @TempDir
    private Path folder;

    @BeforeEach
    void requireShell() {
        assumeTrue(Files.exists(Path.of("/dev/full")) && Files.exists(Path.of("/bin/sh")));
    }

    @Test
    void aFullDiskIsSaid() throws Exception {
        Ended command = shell("config > /dev/full");

        assertThat(command.exitCode()).isEqualTo(ExitCode.OUTPUT_FAILED);
        assertThat(command.errors())
                .startsWith("gnomon: standard output cannot be written")
                .hasLineCount(1);
    }

    @Test
    void aClosedOutputIsSaid() throws Exception {
        Ended command = shell("config >&-");

        assertThat(command.exitCode()).isEqualTo(ExitCode.OUTPUT_FAILED);
        assertThat(command.errors())
                .startsWith("gnomon: standard output cannot be written")
                .hasLineCount(1);
    }

    @Test
    void aReaderThatHasHadEnoughIsNotSaid() throws Exception {
        Ended command = shell("config --explain | true");

        assertThat(command.errors()).isEmpty();
    }

    @Test
    void aPlaceForTheLibraryIsAskedForWhereThereIsNone() throws Exception {
        Files.writeString(folder.resolve("orders.db"), "SQLite format 3");
        String nowhere = "-Djava.io.tmpdir=" + folder.resolve("none") + " -Duser.home=" + folder.resolve("none");

        Ended command = shell(nowhere, "runs orders.db");

        assertThat(command.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(command.errors())
                .startsWith("gnomon: SQLite's library cannot be loaded from")
                .contains("-Djava.io.tmpdir=FOLDER")
                .hasLineCount(1);
    }

    private Ended shell(String command) throws IOException, InterruptedException {
        return shell("", command);
    }

    private Ended shell(String jvm, String command) throws IOException, InterruptedException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Path errors = folder.resolve("errors.txt");
        Process process = new ProcessBuilder(List.of(
                        "/bin/sh",
                        "-c",
                        "\"" + java + "\" " + jvm + " -jar \"" + ForkedJvm.agentJar() + "\" " + command))
                .directory(folder.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(errors.toFile())
                .start();
        assertThat(process.waitFor(ForkedJvm.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
        return new Ended(process.exitValue(), Files.readString(errors, StandardCharsets.UTF_8));
    }

    private record Ended(int exitCode, String errors) {}
}

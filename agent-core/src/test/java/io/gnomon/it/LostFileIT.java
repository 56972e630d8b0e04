package io.gnomon.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gnomon.it.programs.Attached;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever becomes of the file while the application runs, the next flush notices it, and the run continues in a new one. */
class LostFileIT {

    private static final String CALLS = "SELECT calls FROM operation_stats WHERE operation = 'byAnnotation'";

    @TempDir
    Path folder;

    /** What becomes of the file. */
    private interface Loss {
        void happen() throws IOException;
    }

    @Test
    void aDeletedFolderIsMadeAgain() throws Exception {
        Path database = folder.resolve("data/calls.db");
        CallsFile file = goesOnAfter(Jdk.of17(), database, () -> {
            for (String name : List.of("calls.db", "calls.db.log")) {
                Files.deleteIfExists(database.resolveSibling(name));
            }
            Files.delete(database.getParent());
        });

        assertThat(file.number("SELECT count(*) FROM run")).isEqualTo(1);
        assertThat(folder.resolve("data/calls.db.log")).content().contains("run 1 of");
    }

    /** As some do to begin a new file each day. */
    @Test
    void aFileThatIsMovedAwayIsLeftComplete() throws Exception {
        Path database = folder.resolve("calls.db");
        Path moved = folder.resolve("yesterday.db");
        CallsFile file = goesOnAfter(Jdk.of25(), database, () -> Files.move(database, moved));

        assertThat(file.number("SELECT count(*) FROM run")).isEqualTo(1);
        CallsFile yesterday = new CallsFile(moved);
        assertThat(yesterday.text("PRAGMA integrity_check")).isEqualTo("ok");
        assertThat(yesterday.number(CALLS)).isEqualTo(10);
        assertThat(yesterday.number("SELECT ended_cleanly FROM runs")).isEqualTo(1);
    }

    private CallsFile goesOnAfter(Jdk jdk, Path database, Loss loss) throws Exception {
        ForkedJvm jvm = new ForkedJvm(jdk, folder)
                .classPath(List.of(ForkedJvm.testClasses(), ForkedJvm.api()))
                .option("database", database.toString())
                .main(Attached.class);
        Process process = jvm.start();
        CallsFile file = new CallsFile(database);
        try {
            awaitCalls(process, database, 10);
            loss.happen();
            OutputStream in = process.getOutputStream();
            in.write("next\n".getBytes(StandardCharsets.UTF_8));
            in.flush();
            await().atMost(ForkedJvm.PATIENCE)
                    .until(() -> jvm.errorsSoFar().contains("the run continues in") || !process.isAlive());
            awaitCalls(process, database, 20);
            in.write("next\n".getBytes(StandardCharsets.UTF_8));
            in.close();
            ForkedJvm.Result result = jvm.await(process);
            assertThat(result.exitCode()).isZero();
            assertThat(result.errorsOfOthers()).isEmpty();
            assertThat(result.linesOfAgent())
                    .hasSize(2)
                    .last()
                    .asString()
                    .startsWith("the database " + database + " was deleted or moved away while it was in use");
        } finally {
            process.destroyForcibly();
        }
        assertThat(file.text("PRAGMA integrity_check")).isEqualTo("ok");
        assertThat(file.number(CALLS)).isEqualTo(30);
        assertThat(file.number("SELECT ended_cleanly FROM runs")).isEqualTo(1);
        assertThat(file.ledgerBalances()).isTrue();
        return file;
    }

    private static void awaitCalls(Process process, Path database, long calls) {
        CallsFile.awaitAtLeast(calls, database, CALLS, process);
    }
}

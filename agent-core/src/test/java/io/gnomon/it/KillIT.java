package io.gnomon.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gnomon.it.programs.KilledUnderLoad;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** After kill -9 the file is whole, and holds all that was recorded before the last flush. */
class KillIT {

    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> whatWasFlushedSurvivesAKill() {
        Random random = new Random(20_261_121);
        return IntStream.range(0, Repetitions.of(50)).mapToObj(number -> {
            Jdk jdk = number % 2 == 0 ? Jdk.of17() : Jdk.of25();
            // From right after the first flush to some flushes later.
            int flushes = 1 + random.nextInt(3);
            int moreMillis = random.nextInt(1_000);
            return DynamicTest.dynamicTest(
                    number + ": " + jdk + ", " + flushes + " flushes and " + moreMillis + " ms",
                    () -> survives(jdk, flushes, moreMillis, folder.resolve("run-" + number)));
        });
    }

    private void survives(Jdk jdk, int flushes, int moreMillis, Path ownFolder) throws Exception {
        Files.createDirectories(ownFolder);
        Path rules = Files.writeString(ownFolder.resolve("rules.yaml"), """
                - class: io.gnomon.it.programs.KilledUnderLoad
                  method: [failing, outer, inner]
                  operation: "{method}"
                """);
        Path notes = ownFolder.resolve("notes");
        ForkedJvm jvm = new ForkedJvm(jdk, ownFolder)
                .option("rules", rules.toString())
                .main(KilledUnderLoad.class, notes.toString());
        Process process = jvm.start();
        try {
            await().atMost(ForkedJvm.PATIENCE).ignoreExceptions().until(() -> {
                assertThat(process.isAlive()).isTrue();
                return new CallsFile(jvm.database()).number("SELECT count(*) FROM flush WHERE first_start IS NOT NULL")
                        >= flushes;
            });
            await().pollDelay(Duration.ofMillis(moreMillis)).until(() -> true);
        } finally {
            process.destroyForcibly();
        }
        ForkedJvm.Result result = jvm.await(process);

        assertThat(result.exitCode()).isEqualTo(137);
        assertThat(result.errorsOfOthers()).isEmpty();
        CallsFile file = new CallsFile(jvm.database());
        assertThat(file.text("PRAGMA integrity_check")).isEqualTo("ok");
        assertThat(file.number("SELECT ended_cleanly FROM runs")).isZero();
        // Each row of each finished flush is there: their ids are written down with the flush.
        assertThat(file.number("""
                        SELECT count(*) FROM sample s
                        WHERE NOT EXISTS (SELECT 1 FROM flush f WHERE s.id >= f.first_sample AND s.id < f.end_sample)
                        """)).isZero();
        assertThat(file.number("""
                        SELECT count(*) FROM flush f WHERE f.first_start IS NOT NULL
                          AND (NOT EXISTS (SELECT 1 FROM sample s WHERE s.id = f.first_sample)
                            OR NOT EXISTS (SELECT 1 FROM sample s WHERE s.id = f.end_sample - 1))
                        """)).isZero();
        assertThat(file.ledgerBalances()).isTrue();
        // All that was made before the last flush began is in the rollups; each round made one call of "outer" or
        // "failing".
        long lastFlush = file.number("SELECT last_flush FROM run");
        long recorded = file.number(
                "SELECT sum(count) FROM rollup r JOIN operation o ON o.id = r.operation WHERE seconds = 0 AND name <> 'inner'");
        assertThat(recorded).isGreaterThanOrEqualTo(madeBefore(notes, lastFlush));
        // How much is lost depends on the machine, and on the moment of the kill: told, not tested.
        System.out.println("killed " + (lastNote(notes) - lastFlush) / 1_000 + " ms after the last flush");
    }

    /** When the program last wrote down what it had made, in epoch microseconds. */
    private static long lastNote(Path notes) throws Exception {
        ByteBuffer pairs = ByteBuffer.wrap(Files.readAllBytes(notes));
        long last = 0;
        while (pairs.remaining() >= 16) {
            last = Math.max(last, pairs.getLong());
            pairs.getLong();
        }
        return last;
    }

    /** How many rounds the program had made, for certain, at that time. */
    private static long madeBefore(Path notes, long micros) throws Exception {
        ByteBuffer pairs = ByteBuffer.wrap(Files.readAllBytes(notes));
        long made = 0;
        while (pairs.remaining() >= 16) {
            long time = pairs.getLong();
            long count = pairs.getLong();
            if (time == 0 || time > micros) {
                break;
            }
            made = count;
        }
        return made;
    }
}

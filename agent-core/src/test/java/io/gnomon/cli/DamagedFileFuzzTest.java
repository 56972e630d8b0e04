package io.gnomon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.gnomon.cli.input.ExitCode;
import io.gnomon.fuzz.Fuzzing;
import io.gnomon.store.write.OrdersDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Databases with a few wrong bytes somewhere: a report or a sentence, but never what we would call a defect of ours. */
class DamagedFileFuzzTest {

    private static final List<String> COMMANDS = List.of(
            "stats",
            "stats --since 20s",
            "slow --all",
            "tree --stack",
            "errors",
            "trend",
            "trend *",
            "profile",
            "top",
            "runs");

    @TempDir
    private Path folder;

    @Test
    void aDamagedFileIsReadOrSaidToBeDamaged() throws Exception {
        Path sound = folder.resolve("sound.db");
        OrdersDatabase.create(sound).close();
        byte[] bytes = Files.readAllBytes(sound);
        Path damaged = folder.resolve("damaged.db");
        Fuzzing.run(5_000, mutator -> {
            Files.write(damaged, mutator.bytes(bytes));
            String command = mutator.oneOf(COMMANDS) + (mutator.below(2) == 0 ? " --json" : "");

            List<Object> arguments = new ArrayList<>(List.of((Object[]) command.split(" ", -1)));
            arguments.add(1, damaged);
            CommandRun run = CommandRun.of(arguments.toArray());

            assertThat(run.exitCode())
                    .as(command + run.err())
                    .isIn(ExitCode.OK, ExitCode.NOTHING_FOUND, ExitCode.UNREADABLE_FILE, ExitCode.FAILED);
            assertThat(run.err().lines().count()).as(run.err()).isLessThanOrEqualTo(1);
        });
    }
}

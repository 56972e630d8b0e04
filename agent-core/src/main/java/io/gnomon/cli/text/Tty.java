package io.gnomon.cli.text;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The terminal that this process runs in, where the system has {@code stty}; Java tells nothing of it. */
public final class Tty {

    private static final File DEVICE = new File("/dev/tty");
    private static final Path OUTPUT = Path.of("/proc/self/fd/1");

    private Tty() {}

    /** Whether standard output is a terminal. */
    static boolean isOutput() {
        try {
            String target = Files.readSymbolicLink(OUTPUT).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException | SecurityException notLinux) {
            return run(new ProcessBuilder("test", "-t", "1").redirectOutput(ProcessBuilder.Redirect.INHERIT))
                    .isPresent();
        }
    }

    /** Its columns and rows; empty if it does not say. */
    static Optional<int[]> size() {
        return stty("size").flatMap(answer -> {
            String[] numbers = answer.split(" ", -1);
            try {
                int[] size = {Integer.parseInt(numbers[1]), Integer.parseInt(numbers[0])};
                return size[0] > 0 ? Optional.of(size) : Optional.empty();
            } catch (RuntimeException otherAnswer) {
                return Optional.empty();
            }
        });
    }

    /** Asks or tells the terminal something; empty if that failed. */
    static Optional<String> stty(String... arguments) {
        List<String> command = new ArrayList<>(List.of("stty"));
        command.addAll(List.of(arguments));
        return run(new ProcessBuilder(command).redirectInput(DEVICE));
    }

    /** What it answers, if it ends well. */
    private static Optional<String> run(ProcessBuilder command) {
        try {
            Process process =
                    command.redirectError(ProcessBuilder.Redirect.DISCARD).start();
            String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return process.waitFor(5, TimeUnit.SECONDS) && process.exitValue() == 0
                    ? Optional.of(answer)
                    : Optional.empty();
        } catch (IOException noSuchCommand) {
            return Optional.empty();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}

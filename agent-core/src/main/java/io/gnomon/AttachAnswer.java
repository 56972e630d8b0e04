package io.gnomon;

import io.gnomon.cli.input.ExitCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What came of a request, for the command that waits for it in another process: a file that it has made, the first line an
 * exit code, the others for the user. From any thread.
 */
final class AttachAnswer {

    private final @Nullable Path file;
    private final Consumer<String> otherwise;
    private final List<String> lines = new ArrayList<>();
    private int code = ExitCode.OK;

    /**
     * @param file null: nobody waits
     * @param otherwise takes what went wrong where nobody waits for the answer
     */
    AttachAnswer(@Nullable Path file, Consumer<String> otherwise) {
        this.file = file;
        this.otherwise = otherwise;
    }

    boolean isAwaited() {
        return file != null;
    }

    synchronized boolean isFailed() {
        return code == ExitCode.FAILED;
    }

    /** Adds a line. */
    synchronized void add(String line) {
        lines.add(line);
    }

    /** Adds a mistake of the user's that did not keep the rest from being done. */
    synchronized void mistake(String line) {
        add(line);
        code = Math.max(code, ExitCode.NOTHING_FOUND);
    }

    /** Adds a line that is to be seen even where nobody waits. */
    synchronized void say(String line) {
        add(line);
        if (file == null) {
            otherwise.accept(line);
        }
    }

    /** Says why what was asked for was not done. */
    synchronized void failed(String line) {
        say(line);
        code = ExitCode.FAILED;
    }

    /** Gives the answer. */
    synchronized void give() throws IOException {
        if (file != null && Files.exists(file)) {
            List<String> text = new ArrayList<>(lines);
            text.add(0, String.valueOf(code));
            Files.write(file, text, StandardCharsets.UTF_8);
        }
    }
}

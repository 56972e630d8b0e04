package io.gnomon.cli.input;

import org.jspecify.annotations.Nullable;

/** Ends a command with a sentence on standard error and an exit code. */
public final class CommandFailure extends RuntimeException {

    private final int exitCode;

    public CommandFailure(int exitCode, String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
        this.exitCode = exitCode;
    }

    public CommandFailure(int exitCode, String sentence) {
        this(exitCode, sentence, null);
    }

    public int exitCode() {
        return exitCode;
    }
}

package io.gnomon.cli;

import org.jspecify.annotations.Nullable;

/** Ends a command with a sentence on standard error and an exit code. */
final class CommandFailure extends RuntimeException {

    private final int exitCode;

    CommandFailure(int exitCode, String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
        this.exitCode = exitCode;
    }

    CommandFailure(int exitCode, String sentence) {
        this(exitCode, sentence, null);
    }

    int exitCode() {
        return exitCode;
    }
}

package io.gnomon.log;

import io.gnomon.text.Escapes;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** The process's standard error. Not System.err: the application may have replaced it, and may hold its lock. */
public final class StandardError {

    private final PrintStream out =
            new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);

    /** Prints one line, and no more than one, whatever is in it. */
    public void say(String line) {
        out.println("gnomon: " + Escapes.visible(line));
    }
}

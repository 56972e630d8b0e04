package io.gnomon.it.programs;

import io.gnomon.api.Monitored;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Fails with each line of a file as its message, on a thread that is named by what it works on. */
public final class Indiscreet {

    private Indiscreet() {}

    /** The file comes first among the arguments. */
    public static void main(String[] arguments) throws Exception {
        List<String> messages = Files.readAllLines(Path.of(arguments[0]));
        Thread worker = new Thread(() -> messages.forEach(Indiscreet::fail), messages.get(0));
        worker.start();
        worker.join();
        System.out.println("failed " + messages.size() + " times");
    }

    private static void fail(String message) {
        try {
            connect(message);
        } catch (IllegalStateException expected) {
            // That is what it is for.
        }
    }

    @Monitored("connect")
    private static void connect(String message) {
        throw new IllegalStateException(message, new IOException("caused by " + message));
    }
}

package io.gnomon.benchmarks.subject;

import java.io.IOException;

/** How a program that is looked at while it runs speaks with who looks: by lines on its standard streams. */
final class Dialogue {

    private Dialogue() {}

    /** Says where the program is. */
    static void say(String line) {
        System.out.println(line);
    }

    /** Waits until the program is told to go on, or that nobody looks any more. */
    static void await() throws IOException {
        int read;
        do {
            read = System.in.read();
        } while (read >= 0 && read != '\n');
    }
}

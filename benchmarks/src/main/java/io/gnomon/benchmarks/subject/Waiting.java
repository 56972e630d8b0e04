package io.gnomon.benchmarks.subject;

import java.io.IOException;

/** Says when its {@code main} is entered, and waits. */
public final class Waiting {

    private Waiting() {}

    /** Says the time, in milliseconds since 1970, and waits until it is told to end. */
    public static void main(String[] args) throws IOException {
        // Before anything else, so that nothing of the program's own is in it.
        long entered = System.currentTimeMillis();
        Dialogue.say("entered at " + entered);
        Dialogue.await();
    }
}

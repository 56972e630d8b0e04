package io.gnomon.benchmarks.subject;

/** The smallest program: what remains of its time is the start of the JVM, and of the agent. */
public final class Hello {

    private Hello() {}

    /** Prints a line. */
    public static void main(String[] args) {
        System.out.println(greeting());
    }

    private static String greeting() {
        return "hello";
    }
}

package io.gnomon.benchmarks.jvm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A process that has ended as it should.
 *
 * @param output what it wrote, standard error included
 * @param nanos from its start to its end
 */
public record Child(String output, long nanos) {

    /**
     * Runs a command and waits for its end.
     *
     * @throws IllegalStateException if its exit code is not 0: then there is nothing to measure
     */
    public static Child run(List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        long start = System.nanoTime();
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exit = process.waitFor();
        long nanos = System.nanoTime() - start;
        if (exit != 0) {
            throw new IllegalStateException(
                    String.join(" ", command) + " ended with exit code " + exit + ":\n" + output);
        }
        return new Child(output, nanos);
    }

    /**
     * The number that it printed in a line of its own, behind this name and a blank.
     *
     * @throws IllegalStateException if it printed none
     */
    public long number(String name) {
        return output.lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToLong(line -> Long.parseLong(line.substring(name.length() + 1)))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the program printed no line with its " + name));
    }
}

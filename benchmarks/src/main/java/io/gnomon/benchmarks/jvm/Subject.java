package io.gnomon.benchmarks.jvm;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A program that is looked at while it runs: by lines it says where it is, and where it has to wait it goes on when it is
 * told to. For one thread.
 */
public final class Subject implements AutoCloseable {

    private final List<String> command;
    private final Process process;
    private final BufferedReader output;
    private final StringBuilder said = new StringBuilder();

    private Subject(List<String> command, Process process) {
        this.command = command;
        this.process = process;
        this.output = process.inputReader();
    }

    /** Starts it; its standard error is read as its standard output is. */
    public static Subject start(List<String> command) throws IOException {
        return new Subject(
                command, new ProcessBuilder(command).redirectErrorStream(true).start());
    }

    /**
     * Waits until it says a line with this beginning.
     *
     * @return the rest of the line, without blanks around it
     * @throws IllegalStateException if it ends without having said it
     */
    public String await(String beginning) throws IOException {
        return awaitAll(List.of(beginning)).get(0);
    }

    /**
     * Waits until it has said a line with each of these beginnings, in any order.
     *
     * @return the rests of the lines, without blanks around them, in the order of the beginnings
     * @throws IllegalStateException if it ends without having said them
     */
    public List<String> awaitAll(List<String> beginnings) throws IOException {
        Map<String, String> rests = new HashMap<>();
        while (rests.size() < beginnings.size()) {
            String line = output.readLine();
            if (line == null) {
                throw new IllegalStateException(String.join(" ", command) + " has ended without saying "
                        + String.join(" and ", beginnings) + ", but:\n" + said);
            }
            said.append(line).append('\n');
            for (String beginning : beginnings) {
                if (line.startsWith(beginning)) {
                    rests.put(beginning, line.substring(beginning.length()).strip());
                }
            }
        }
        return beginnings.stream()
                .map(beginning -> rests.getOrDefault(beginning, ""))
                .toList();
    }

    /** Tells it to go on. */
    public void goOn() throws IOException {
        OutputStream input = process.getOutputStream();
        input.write('\n');
        input.flush();
    }

    public LinuxProcess process() {
        return new LinuxProcess(process.pid());
    }

    /** Whatever it waits for, it need not wait any longer; returns when it has ended by itself. */
    public void awaitEnd() throws IOException, InterruptedException {
        process.getOutputStream().close();
        output.lines().forEach(line -> said.append(line).append('\n'));
        int exit = process.waitFor();
        if (exit != 0) {
            throw new IllegalStateException(String.join(" ", command) + " ended with exit code " + exit + ":\n" + said);
        }
    }

    /** Asks it to end, as by {@code kill}, and returns when it has. */
    public void terminate() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }

    /** Ends it at once, if it still runs. */
    @Override
    public void close() {
        process.destroyForcibly();
    }
}

package io.gnomon.examples.orders;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** The service in a JVM of its own, started as a user starts it. */
final class ServiceProcess implements AutoCloseable {

    private static final Pattern ADDRESS = Pattern.compile("listening on (http://127\\.0\\.0\\.1:\\d+)\\R");
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Process process;
    private final Path output;
    private final Path errors;

    private ServiceProcess(Process process, Path output, Path errors) {
        this.process = process;
        this.output = output;
        this.errors = errors;
    }

    /**
     * Starts the service and waits until it listens.
     *
     * @param directory takes the files of what it prints
     * @param jvmOptions such as {@code -javaagent:...}
     * @param arguments of the service
     */
    static ServiceProcess start(Path directory, List<String> jvmOptions, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        command.addAll(List.of("-jar", System.getProperty("orders-service.jar")));
        command.addAll(arguments);

        Path output = directory.resolve("output.txt");
        Path errors = directory.resolve("errors.txt");
        Process process = new ProcessBuilder(command)
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile())
                .start();
        ServiceProcess service = new ServiceProcess(process, output, errors);
        try {
            Awaitility.await()
                    .atMost(LIMIT)
                    .until(() -> !process.isAlive()
                            || ADDRESS.matcher(service.output()).find());
            service.address();
            return service;
        } catch (RuntimeException | IOException failure) {
            service.close();
            throw failure;
        }
    }

    /** Where it listens. */
    URI address() throws IOException {
        Matcher address = ADDRESS.matcher(output());
        if (!address.find()) {
            throw new IllegalStateException("the service did not start: " + errors().strip());
        }
        return URI.create(address.group(1));
    }

    /** Sends SIGTERM and waits for the end; see {@link #exitCode}. */
    int terminate() throws InterruptedException {
        process.destroy();
        return exitCode();
    }

    /** Waits for the end, and says how it ended: 143 after SIGTERM. */
    int exitCode() throws InterruptedException {
        if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("the service still runs after " + LIMIT);
        }
        return process.exitValue();
    }

    /** What it has printed so far. */
    String output() throws IOException {
        return Files.readString(output);
    }

    /** What it has printed on standard error so far. */
    String errors() throws IOException {
        return Files.readString(errors);
    }

    /** Ends it at once if it still runs. */
    @Override
    public void close() {
        process.destroyForcibly();
    }
}

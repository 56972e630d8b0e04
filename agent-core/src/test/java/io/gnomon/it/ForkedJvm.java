package io.gnomon.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.gnomon.api.PerformanceMonitor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A JVM as a user starts it, in a folder of its own, with or without the built agent. */
final class ForkedJvm {

    /** How long to wait for what comes in seconds where the machine has nothing else to do. */
    static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final Duration LIMIT = Duration.ofMinutes(10);

    /** What is left of a JVM that has ended. */
    record Result(int exitCode, String output, String errors) {

        /** The lines on standard error that the agent did not write. */
        List<String> errorsOfOthers() {
            return errors.lines().filter(line -> !line.startsWith("gnomon: ")).toList();
        }

        /** What the agent said on standard error, without its name before each line. */
        List<String> linesOfAgent() {
            return errors.lines()
                    .filter(line -> line.startsWith("gnomon: "))
                    .map(line -> line.substring("gnomon: ".length()))
                    .toList();
        }
    }

    private final Jdk jdk;
    private final Path folder;
    private final List<String> jvmArguments = new ArrayList<>();
    private final Map<String, String> options = new LinkedHashMap<>();
    private final Map<String, String> environment = new LinkedHashMap<>();
    private String classPath = testClasses().toString();
    private boolean withAgent = true;
    private Path agent = agentJar();
    private String tool = "java";
    private List<String> program = List.of();

    ForkedJvm(Jdk jdk, Path folder) {
        this.jdk = jdk;
        this.folder = folder;
    }

    /** The jar as Maven built it. */
    static Path agentJar() {
        Path jar = Path.of("target", "gnomon.jar").toAbsolutePath();
        if (!Files.exists(jar)) {
            throw new IllegalStateException("not built: " + jar);
        }
        return jar;
    }

    static Path testClasses() {
        return Path.of("target", "test-classes").toAbsolutePath();
    }

    /** The API, as an application brings it. */
    static Path api() {
        try {
            return Path.of(PerformanceMonitor.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    ForkedJvm withoutAgent() {
        withAgent = false;
        return this;
    }

    /** Another jar than the one that was built. */
    ForkedJvm agent(Path jar) {
        agent = jar;
        return this;
    }

    ForkedJvm option(String key, String value) {
        options.put(key, value);
        return this;
    }

    ForkedJvm jvm(String... arguments) {
        jvmArguments.addAll(List.of(arguments));
        return this;
    }

    ForkedJvm environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    ForkedJvm classPath(List<Path> entries) {
        classPath = String.join(
                java.io.File.pathSeparator, entries.stream().map(Path::toString).toList());
        return this;
    }

    ForkedJvm main(Class<?> main, String... arguments) {
        return main(main.getName(), arguments);
    }

    ForkedJvm main(String main, String... arguments) {
        List<String> command = new ArrayList<>(List.of("-cp", classPath, main));
        command.addAll(List.of(arguments));
        program = command;
        return this;
    }

    ForkedJvm jar(Path jar, String... arguments) {
        List<String> command = new ArrayList<>(List.of("-jar", jar.toString()));
        command.addAll(List.of(arguments));
        program = command;
        return this;
    }

    /** One of the JDK's own tools, in place of a program. */
    ForkedJvm tool(String name, String... arguments) {
        tool = name;
        program = List.of(arguments);
        return this;
    }

    /** The flag that brings the agent, with the options given so far. */
    String agentFlag() {
        options.putIfAbsent("database", database().toString());
        // On a machine with too much to do three seconds do not suffice, and what is tested is not how fast it is.
        options.putIfAbsent("shutdown-limit", PATIENCE.toSeconds() + "s");
        return "-javaagent:" + agent + "=" + optionText();
    }

    /** The file that {@link #database} names by default. */
    Path database() {
        return folder.resolve("calls.db");
    }

    private Path output() {
        return folder.resolve("output.txt");
    }

    private Path errors() {
        return folder.resolve("errors.txt");
    }

    /** Starts it; output and errors go to files, so that no pipe can fill up. */
    Process start() {
        List<String> command = new ArrayList<>();
        command.add(jdk.home().resolve("bin").resolve(tool).toString());
        if (withAgent) {
            command.add(agentFlag());
        }
        command.addAll(jvmArguments);
        command.addAll(program);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(output().toFile())
                .redirectError(errors().toFile());
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        builder.environment().putAll(environment);
        try {
            return builder.start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Starts it and waits for its end. */
    Result run() {
        return await(start());
    }

    Result await(Process process) {
        try {
            if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("still running after " + LIMIT + ":\n" + read(output()) + read(errors()));
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
        return new Result(process.exitValue(), read(output()), read(errors()));
    }

    /** Starts it, waits until something is seen, has it go on by a line, and waits for its end, which must be in order. */
    Result runUntil(Callable<Boolean> seen) {
        Process process = start();
        try {
            Awaitility.await().atMost(PATIENCE).ignoreExceptions().until(() -> {
                if (!process.isAlive()) {
                    throw new AssertionError("it ended: " + errorsSoFar());
                }
                return seen.call();
            });
            process.getOutputStream().write("go on\n".getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().close();
            Result result = await(process);
            assertThat(result.exitCode()).isZero();
            assertThat(result.errorsOfOthers()).isEmpty();
            return result;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } finally {
            process.destroyForcibly();
        }
    }

    /** What it printed so far. */
    String outputSoFar() {
        return read(output());
    }

    /** What it printed on standard error so far. */
    String errorsSoFar() {
        return read(errors());
    }

    private String optionText() {
        return String.join(
                ",",
                options.entrySet().stream()
                        .map(option -> option.getKey() + "=\"" + option.getValue() + "\"")
                        .toList());
    }

    private static String read(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}

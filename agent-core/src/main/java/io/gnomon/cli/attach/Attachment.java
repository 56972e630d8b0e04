package io.gnomon.cli.attach;

import io.gnomon.cli.input.CommandFailure;
import io.gnomon.cli.input.ExitCode;
import io.gnomon.config.AgentOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Brings an agent's jar into another JVM. */
public final class Attachment {

    private final Path jar;

    public Attachment(Path jar) {
        this.jar = jar.toAbsolutePath();
    }

    /**
     * Loads the agent, or finds it there, and has it do what the options ask for. Returns when it has.
     *
     * @param options as after {@code -javaagent:gnomon.jar=}, or {@code detach}
     * @throws CommandFailure with the reason why it could not be loaded
     */
    public Answer ask(long pid, String options) {
        ProcessHandle process = ProcessHandle.of(pid)
                .orElseThrow(() -> failure("there is no process " + pid + ": jps lists the JVMs that run here"));
        requireOtherProcess(process);
        requireSameUser(process);
        requireAttachable(pid);
        if (ModuleLayer.boot().findModule("jdk.attach").isEmpty()) {
            throw failure(
                    "this Java has no module jdk.attach: use a full JDK, or start the application with -javaagent");
        }
        try (AnswerFile answer = AnswerFile.forProcess(process)) {
            VirtualMachineLoader.load(pid, jar, withAnswer(options, answer.path()));
            return answer.read()
                    .orElseThrow(() -> failure("the agent in process " + pid
                            + " gave no answer: that process's standard error may say why"));
        } catch (IOException unusable) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "cannot make a temporary file for the agent's answer: " + unusable.getMessage(),
                    unusable);
        }
    }

    private static String withAnswer(String options, Path file) {
        String answer = AgentOptions.text(List.of(new AgentOptions.Option(AgentOptions.ANSWER, file.toString())));
        return options.isEmpty() ? answer : answer + "," + options;
    }

    private static void requireOtherProcess(ProcessHandle process) {
        if (process.pid() == ProcessHandle.current().pid()) {
            throw failure("process " + process.pid() + " is this command itself: name the application's process");
        }
    }

    private static void requireSameUser(ProcessHandle process) {
        Optional<String> owner = process.info().user();
        Optional<String> self = ProcessHandle.current().info().user();
        if (owner.isPresent()
                && self.isPresent()
                && !owner.equals(self)
                && !self.get().equals("root")) {
            throw failure("process " + process.pid() + " belongs to " + owner.get() + ", and this command runs as "
                    + self.get() + ": run it as " + owner.get());
        }
    }

    /**
     * Attaching sends SIGQUIT, which ends a process that is not a JVM, and makes a JVM with attaching switched off print all
     * its threads. Where the system tells, look before.
     */
    private static void requireAttachable(long pid) {
        Path process = Path.of("/proc", Long.toString(pid));
        String libraries = text(process.resolve("maps"));
        if (!libraries.isEmpty() && !libraries.contains("libjvm.so")) {
            throw failure("process " + pid + " is not a JVM: jps lists the JVMs that run here");
        }
        if (text(process.resolve("cmdline")).contains("-XX:+DisableAttachMechanism")) {
            throw failure("process " + pid
                    + " was started with -XX:+DisableAttachMechanism: start it with -javaagent:gnomon.jar instead");
        }
    }

    /** Empty where it cannot be read. */
    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException unreadable) {
            return "";
        }
    }

    private static CommandFailure failure(String sentence) {
        return new CommandFailure(ExitCode.FAILED, sentence);
    }
}

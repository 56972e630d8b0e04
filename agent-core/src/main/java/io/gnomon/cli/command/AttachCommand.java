package io.gnomon.cli.command;

import io.gnomon.cli.attach.Attachment;
import io.gnomon.cli.input.CommandFailure;
import io.gnomon.cli.input.ExitCode;
import io.gnomon.cli.jar.AgentJar;
import io.gnomon.cli.text.Terminal;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "attach",
        description = "Loads the agent into a running JVM. Run it as the user of that JVM.",
        footer = {
            "",
            "Examples:",
            "  attach 4711",
            "  attach 4711 slow-threshold=500ms",
            "",
            "jps lists the JVMs that run here."
        })
public final class AttachCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "PID", description = "The process id of the JVM.")
    private long pid;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "OPTIONS",
            description = "The agent's options, written as after -javaagent:gnomon.jar=")
    private String options = "";

    private final Terminal terminal;

    public AttachCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Path jar = AgentJar.find()
                .map(AgentJar::file)
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.FAILED,
                        "attach works from the agent's jar alone: java -jar gnomon.jar attach " + pid));
        new Attachment(jar).load(pid, options);
        terminal.println("the agent was loaded into process " + pid
                + "; that process says on its own standard error what is monitored and where the data goes");
        return ExitCode.OK;
    }
}

package io.gnomon.cli.command;

import io.gnomon.cli.attach.Answer;
import io.gnomon.cli.attach.Attachment;
import io.gnomon.cli.input.CommandFailure;
import io.gnomon.cli.input.ExitCode;
import io.gnomon.cli.jar.AgentJar;
import io.gnomon.cli.text.Terminal;
import io.gnomon.config.AgentOptions;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "attach",
        description = {
            "Has a running JVM monitored: loads the agent, waits until it monitors, and says what, and where the data goes."
                    + " Where the agent is there already, replaces its rules, or takes it out. Run it as the user of that"
                    + " JVM.",
            "Relative paths start from here, not from where that JVM was started. Where no database is named it lies where"
                    + " the JVM itself would put it."
        },
        footer = {
            "",
            "detach takes all weaving out and closes the file. The JVM goes on as if the agent had never been there, and can"
                    + " be attached to again.",
            "",
            "Exit codes: 0 done; 1 monitoring, but some rules have mistakes and were left out; 4 not done.",
            "",
            "Examples:",
            "  attach 4711",
            "  attach 4711 rules=rules.yaml,slow-threshold=500ms",
            "  attach 4711 rules=new.yaml        of a JVM that is monitored: other rules from now on",
            "  attach 4711 detach",
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
            description = "The agent's options, written as after -javaagent:gnomon.jar=, or 'detach'.")
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
        Answer answer = new Attachment(jar).ask(pid, absolute());
        for (String line : answer.lines()) {
            if (answer.exitCode() == ExitCode.OK) {
                terminal.println(line);
            } else {
                terminal.complain(line);
            }
        }
        return answer.exitCode();
    }

    private String absolute() {
        try {
            return AgentOptions.withAbsolutePaths(options, Path.of("").toAbsolutePath());
        } catch (IllegalArgumentException mistake) {
            throw new CommandFailure(ExitCode.USAGE, "agent options: " + mistake.getMessage(), mistake);
        }
    }
}

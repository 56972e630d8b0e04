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
            "Starts to monitor a running JVM: loads the agent, waits until it works, and prints what is"
                    + " monitored and where the data goes. Where the agent is loaded already, replaces its rules or"
                    + " removes it. Run it as the user that runs the JVM.",
            "Relative paths start from the current directory, not from the JVM's. If no database is"
                    + " named, the file goes where the JVM itself would put it."
        },
        footer = {
            "",
            "detach removes all weaving and closes the file. The JVM continues as if the agent had never"
                    + " been there. You can attach again later.",
            "",
            "Exit codes: 0 done; 1 monitoring, but without rules that have mistakes; 4 failed.",
            "",
            "Examples:",
            "  attach 4711",
            "  attach 4711 rules=rules.yaml,slow-threshold=500ms",
            "  attach 4711 rules=new.yaml        replaces the rules of a JVM that is already monitored",
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
            description = "The agent's options, as they would follow -javaagent:gnomon.jar=, or 'detach'.")
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
                        ExitCode.FAILED, "attach works only from the agent's jar: java -jar gnomon.jar attach " + pid));
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

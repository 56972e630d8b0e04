package io.gnomon.cli.command;

import io.gnomon.cli.doctor.AgentChecks;
import io.gnomon.cli.doctor.Finding;
import io.gnomon.cli.doctor.Finding.Level;
import io.gnomon.cli.doctor.HostChecks;
import io.gnomon.cli.doctor.JvmChecks;
import io.gnomon.cli.doctor.SqliteCheck;
import io.gnomon.cli.input.ExitCode;
import io.gnomon.cli.json.JsonOutput;
import io.gnomon.cli.text.Terminal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "doctor",
        description =
                "Checks whether the agent can work here, and whether its settings and rules have mistakes. Run it as the"
                        + " user, in the directory and in the environment of the application, with its -Dgnomon.*"
                        + " properties before -jar.",
        footer = {
            "",
            "Examples:",
            "  doctor",
            "  doctor rules=rules.yaml,slow-threshold=500ms",
            "",
            "The exit code is 1 if there is a problem, and 0 if there are only warnings."
        })
public final class DoctorCommand implements Callable<Integer> {

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "OPTIONS",
            description = "The agent's options, as they would follow -javaagent:gnomon.jar=")
    private String options = "";

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    private final Terminal terminal;

    public DoctorCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        List<Finding> findings = new ArrayList<>();
        findings.addAll(new JvmChecks(System.getProperties(), System.getenv(), ModuleLayer.boot()).run());
        AgentChecks agent = new AgentChecks(
                options, System.getProperties(), System.getenv(), Path.of("").toAbsolutePath());
        Path temporary = Path.of(System.getProperty("java.io.tmpdir", "/tmp"));
        findings.addAll(new HostChecks(
                        Path.of("/"),
                        temporary,
                        agent.dataFolder(),
                        Runtime.getRuntime().availableProcessors())
                .run());
        findings.add(SqliteCheck.run(temporary, agent.dataFolder()));
        findings.addAll(agent.run());
        return report(findings);
    }

    public int report(List<Finding> findings) throws IOException {
        if (json) {
            write(findings);
        } else {
            print(findings);
        }
        return findings.stream().anyMatch(finding -> finding.level() == Level.PROBLEM)
                ? ExitCode.NOTHING_FOUND
                : ExitCode.OK;
    }

    private void print(List<Finding> findings) {
        for (Finding finding : findings) {
            terminal.println(
                    String.format(Locale.ROOT, "%-8s %s: %s", name(finding), finding.subject(), finding.detail()));
            if (!finding.hint().isEmpty()) {
                terminal.println(" ".repeat(9) + finding.hint());
            }
        }
    }

    private void write(List<Finding> findings) throws IOException {
        try (JsonOutput document = new JsonOutput(terminal)) {
            document.startArray("findings");
            for (Finding finding : findings) {
                document.startObject();
                document.text("level", name(finding));
                document.text("subject", finding.subject());
                document.text("detail", finding.detail());
                document.text("hint", finding.hint());
                document.endObject();
            }
            document.endArray();
        }
    }

    private static String name(Finding finding) {
        return finding.level().name().toLowerCase(Locale.ROOT);
    }
}

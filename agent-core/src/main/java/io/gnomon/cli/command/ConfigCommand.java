package io.gnomon.cli.command;

import io.gnomon.cli.input.ExitCode;
import io.gnomon.cli.json.JsonOutput;
import io.gnomon.cli.text.Terminal;
import io.gnomon.cli.text.TextTable;
import io.gnomon.config.ConfigurationLoader;
import io.gnomon.config.ConfigurationProblem;
import io.gnomon.config.EffectiveSetting;
import io.gnomon.config.LoadedConfiguration;
import io.gnomon.text.Redaction;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "config",
        description = "The settings in force here, and where each comes from. Run it in the application's directory and"
                + " environment, with its -Dgnomon.* properties before -jar.",
        footer = {
            "",
            "Examples:",
            "  config",
            "  config slow-threshold=500ms,rules=rules.yaml",
            "",
            "The exit code is 1 if there is a mistake."
        })
public final class ConfigCommand implements Callable<Integer> {

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "OPTIONS",
            description = "The agent's options, as they would follow -javaagent:gnomon.jar=")
    private String options = "";

    @Option(names = "--explain", description = "Say what each setting means.")
    private boolean explain;

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    private final Terminal terminal;

    public ConfigCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        LoadedConfiguration loaded = ConfigurationLoader.load(
                options, System.getProperties(), System.getenv(), Path.of("").toAbsolutePath());
        Redaction redaction = new Redaction(loaded.configuration().redact());
        List<EffectiveSetting> settings = loaded.configuration().effective().stream()
                .map(setting -> setting.withValue(redaction.text(setting.value())))
                .toList();
        if (json) {
            write(settings, loaded.problems());
        } else {
            print(settings);
            loaded.problems().forEach(problem -> terminal.complain(problem.toString()));
        }
        return loaded.problems().isEmpty() ? ExitCode.OK : ExitCode.NOTHING_FOUND;
    }

    private void print(List<EffectiveSetting> settings) {
        TextTable table = new TextTable().text("setting").text("value").text("from");
        if (explain) {
            table.text("meaning");
        }
        for (EffectiveSetting setting : settings) {
            if (explain) {
                table.row(setting.key(), setting.value(), setting.origin(), setting.explanation());
            } else {
                table.row(setting.key(), setting.value(), setting.origin());
            }
        }
        table.print(terminal);
    }

    private void write(List<EffectiveSetting> settings, List<ConfigurationProblem> problems) throws IOException {
        try (JsonOutput document = new JsonOutput(terminal)) {
            document.startArray("settings");
            for (EffectiveSetting setting : settings) {
                document.startObject();
                document.text("key", setting.key());
                document.text("value", setting.value());
                document.text("from", setting.origin());
                document.text("meaning", setting.explanation());
                document.endObject();
            }
            document.endArray();
            document.startArray("problems");
            for (ConfigurationProblem problem : problems) {
                document.startObject();
                document.text("place", problem.place());
                document.text("message", problem.message());
                document.endObject();
            }
            document.endArray();
        }
    }
}

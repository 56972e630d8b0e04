package io.gnomon.cli.command;

import io.gnomon.cli.input.Database;
import io.gnomon.cli.input.DatabaseReader;
import io.gnomon.cli.input.ExitCode;
import io.gnomon.cli.json.HeaderJson;
import io.gnomon.cli.json.JsonOutput;
import io.gnomon.cli.text.Terminal;
import io.gnomon.cli.text.TextTable;
import io.gnomon.cli.text.ViewOptions;
import io.gnomon.stats.Run;
import io.gnomon.stats.RunsQuery;
import io.gnomon.store.read.ReadConnection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "runs",
        description = "The JVMs that wrote to a database, the latest first.",
        footer = {"", "Example:", "  runs gnomon/orders.db"})
public final class RunsCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "FILE", description = "The database, such as gnomon/orders.db.")
    private Path file = Path.of("");

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    @Mixin
    private final ViewOptions view = new ViewOptions();

    private Terminal terminal;

    public RunsCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        terminal = view.on(terminal);
        try (ReadConnection read = DatabaseReader.open(file)) {
            read.note().ifPresent(terminal::complain);
            List<Run> runs = new RunsQuery(read.connection()).all();
            if (json) {
                write(runs);
            } else if (runs.isEmpty()) {
                terminal.println(file + " holds no run yet");
            } else {
                print(runs);
            }
            return runs.isEmpty() ? ExitCode.NOTHING_FOUND : ExitCode.OK;
        }
    }

    private void print(List<Run> runs) {
        TextTable table = new TextTable()
                .number("run")
                .text("application")
                .text("host")
                .number("pid")
                .text("java")
                .text("started")
                .text("until")
                .text("state")
                .leaveOutFirst("host", "java", "application", "until");
        for (Run run : runs) {
            String host = run.host();
            table.row(
                    String.valueOf(run.id()),
                    run.application(),
                    host == null ? "-" : host,
                    String.valueOf(run.pid()),
                    run.javaVersion(),
                    terminal.time(run.started()),
                    terminal.time(run.until()),
                    Database.stateOf(run).name().toLowerCase(Locale.ROOT));
        }
        table.print(terminal);
    }

    private void write(List<Run> runs) throws IOException {
        try (JsonOutput document = new JsonOutput(terminal)) {
            document.text("file", file.toString());
            document.startArray("runs");
            for (Run run : runs) {
                document.startObject();
                HeaderJson.writeRun(document, run);
                document.endObject();
            }
            document.endArray();
        }
    }
}

package io.gnomon.cli.command;

import io.gnomon.cli.input.Database;
import io.gnomon.cli.input.DatabaseOptions;
import io.gnomon.cli.input.ExitCode;
import io.gnomon.cli.input.NameFilter;
import io.gnomon.cli.input.OperationFilter;
import io.gnomon.cli.input.WindowOptions;
import io.gnomon.cli.json.HeaderJson;
import io.gnomon.cli.json.JsonOutput;
import io.gnomon.cli.json.ProfileJson;
import io.gnomon.cli.text.HeaderText;
import io.gnomon.cli.text.ProfileText;
import io.gnomon.cli.text.Terminal;
import io.gnomon.cli.text.ViewOptions;
import io.gnomon.stats.Profile;
import io.gnomon.stats.ProfileNode;
import io.gnomon.stats.ProfileQuery;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "profile",
        description =
                "The call tree of all calls together: who calls what, how often per call, and where the time goes.",
        footer = {
            "",
            "'per call' is how often the operation is called for each call of its caller. N+1 marks 5 or"
                    + " more, with at least 50 calls in all: perhaps a loop that queries one by one. ~ marks an"
                    + " operation with several callers: its figures are divided among them by their calls. Nothing"
                    + " is drawn below parts of less than 0.1 %%.",
            "",
            "Examples:",
            "  profile gnomon/orders.db",
            "  profile gnomon/orders.db orders.place --since 10m   (below these operations only)"
        })
public final class ProfileCommand implements Callable<Integer> {

    @Mixin
    private final DatabaseOptions source = new DatabaseOptions();

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "OPERATION",
            description = "Start at the operations whose name contains this; with * or ?, at those whose whole name"
                    + " matches. Default: those that nothing monitored calls.")
    private @Nullable String operation;

    @Mixin
    private final WindowOptions time = new WindowOptions();

    @Option(names = "--full", description = "Also draw parts of less than 1 %% of the whole.")
    private boolean full;

    @Mixin
    private final ViewOptions view = new ViewOptions();

    private Terminal terminal;

    public ProfileCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        terminal = view.on(terminal);
        try (Database database = source.open()) {
            OperationFilter filter = database.operations(operation);
            Profile profile = new Profile(new ProfileQuery(database.connection())
                    .edges(database.scope(), time.window(database, terminal.zone())));
            List<ProfileNode> roots = operation == null ? profile.roots() : profile.of(NameFilter.of(operation));
            if (source.json()) {
                try (JsonOutput json = new JsonOutput(terminal)) {
                    new HeaderJson(database).write(json);
                    new ProfileJson(json).write(roots);
                }
            } else {
                new HeaderText(database).print(terminal);
                if (roots.isEmpty()) {
                    terminal.println("no call" + filter.describe() + " in this time");
                } else {
                    new ProfileText(terminal, full).print(roots);
                }
            }
            return roots.isEmpty() ? ExitCode.NOTHING_FOUND : ExitCode.OK;
        }
    }
}

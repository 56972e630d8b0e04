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
            "'per call' is how often the operation is called for each call of the one above. From 5 on, with 50 calls or"
                    + " more in all, it is marked N+1: a loop that asks one by one, perhaps. ~ marks figures of an operation"
                    + " with several callers, shared out by their calls. Parts of less than 0.1 %% are not followed.",
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
            description = "Begin at the operations whose name holds this; with * or ? in it, is like it as a whole."
                    + " Default: what nothing monitored calls.")
    private @Nullable String operation;

    @Mixin
    private final WindowOptions time = new WindowOptions();

    @Option(names = "--full", description = "Draw parts of less than 1 %% of the whole, too.")
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

package io.gnomon.cli.command;

import io.gnomon.cli.input.Database;
import io.gnomon.cli.input.DatabaseOptions;
import io.gnomon.cli.input.ExitCode;
import io.gnomon.cli.input.Limit;
import io.gnomon.cli.input.OperationFilter;
import io.gnomon.cli.input.OperationOption;
import io.gnomon.cli.input.WindowOptions;
import io.gnomon.cli.json.CallJson;
import io.gnomon.cli.json.HeaderJson;
import io.gnomon.cli.json.JsonOutput;
import io.gnomon.cli.text.CallsTable;
import io.gnomon.cli.text.HeaderText;
import io.gnomon.cli.text.Terminal;
import io.gnomon.cli.text.ViewOptions;
import io.gnomon.stats.SampleFilter;
import io.gnomon.stats.SampleQuery;
import io.gnomon.stats.StoredCall;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "slow",
        description = "The slowest calls, longest first: those at or over their operation's slow threshold.",
        footer = {
            "",
            "Examples:",
            "  slow gnomon/orders.db",
            "  slow gnomon/orders.db --operation OrderService --since 1h --limit 5",
            "  slow gnomon/orders.db --all    (also stored calls below the threshold)"
        })
public final class SlowCommand implements Callable<Integer> {

    @Mixin
    private final DatabaseOptions source = new DatabaseOptions();

    @Mixin
    private final WindowOptions time = new WindowOptions();

    @Mixin
    private final OperationOption operation = new OperationOption();

    @Option(names = "--all", description = "Also print stored calls below their slow threshold.")
    private boolean all;

    @Option(
            names = "--limit",
            paramLabel = "N",
            converter = Limit.Converter.class,
            defaultValue = "20",
            description = "How many calls to print; 0: all. Default: ${DEFAULT-VALUE}.")
    private @Nullable Limit limit;

    @Mixin
    private final ViewOptions view = new ViewOptions();

    private Terminal terminal;

    public SlowCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        terminal = view.on(terminal);
        try (Database database = source.open()) {
            OperationFilter filter = operation.in(database);
            List<StoredCall> calls = new SampleQuery(database.connection())
                    .find(new SampleFilter(
                            database.scope(),
                            time.window(database, terminal.zone()),
                            filter.ids(),
                            !all,
                            false,
                            SampleFilter.Order.SLOWEST_FIRST,
                            limit == null ? Integer.MAX_VALUE : limit.most()));
            if (source.json()) {
                write(database, calls);
            } else {
                print(database, filter, calls);
            }
            return calls.isEmpty() ? ExitCode.NOTHING_FOUND : ExitCode.OK;
        }
    }

    private void print(Database database, OperationFilter filter, List<StoredCall> calls) throws SQLException {
        new HeaderText(database).print(terminal);
        if (calls.isEmpty()) {
            terminal.println("no call" + filter.describe()
                    + (all ? " is stored" : " was slow: --all shows the slowest of the others"));
            return;
        }
        CallsTable.print(terminal, calls);
    }

    private void write(Database database, List<StoredCall> calls) throws IOException, SQLException {
        try (JsonOutput json = new JsonOutput(terminal)) {
            new HeaderJson(database).write(json);
            CallJson.write(json, calls);
        }
    }
}

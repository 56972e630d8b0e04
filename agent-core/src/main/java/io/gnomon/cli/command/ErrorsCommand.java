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
import io.gnomon.cli.text.FailureText;
import io.gnomon.cli.text.Format;
import io.gnomon.cli.text.HeaderText;
import io.gnomon.cli.text.Terminal;
import io.gnomon.cli.text.ViewOptions;
import io.gnomon.model.Count;
import io.gnomon.stats.FailedOperation;
import io.gnomon.stats.FailureGroup;
import io.gnomon.stats.FailuresQuery;
import io.gnomon.stats.SampleFilter;
import io.gnomon.stats.SampleQuery;
import io.gnomon.stats.StoredCall;
import io.gnomon.stats.TimeWindow;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "errors",
        description = {
            "What failed, by error type and message pattern: the number of exceptions, the operations"
                    + " that they passed through with the number of failed calls of each, and one stack trace."
        },
        footer = {
            "",
            "An exception that passes through nested operations counts once. A message pattern is the message's first"
                    + " line with # for numbers and ids and '*' for quoted values.",
            "",
            "--json: groups_found, and in groups for each: error_type, message_pattern, exceptions, failed_calls,"
                    + " operations (innermost first; operation, failed_calls), first_at, last_at, example_call,"
                    + " example_message, example_stack.",
            "",
            "Examples:",
            "  errors gnomon/orders.db",
            "  errors gnomon/orders.db --operation 'com.acme.*' --full",
            "  errors gnomon/orders.db --all --since 10m"
        })
public final class ErrorsCommand implements Callable<Integer> {

    private static final int GROUPS = 10;
    private static final int CALLS = 50;

    @Mixin
    private final DatabaseOptions source = new DatabaseOptions();

    @Mixin
    private final WindowOptions time = new WindowOptions();

    @Mixin
    private final OperationOption operation = new OperationOption();

    @Option(names = "--all", description = "List each call, the latest first, instead of groups.")
    private boolean all;

    @Option(names = "--full", description = "Print whole stacks and messages, and all operations.")
    private boolean full;

    @Option(
            names = "--limit",
            paramLabel = "N",
            converter = Limit.Converter.class,
            description = "How many groups or calls to print; 0: all. Default: " + GROUPS
                    + " groups, all of them with --json; " + CALLS + " calls with --all.")
    private @Nullable Limit limit;

    @Mixin
    private final ViewOptions view = new ViewOptions();

    private Terminal terminal;

    public ErrorsCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        terminal = view.on(terminal);
        try (Database database = source.open()) {
            OperationFilter operations = operation.in(database);
            TimeWindow window = time.window(database, terminal.zone());
            boolean found = all ? each(database, window, operations) : groups(database, window, operations);
            return found ? ExitCode.OK : ExitCode.NOTHING_FOUND;
        }
    }

    private boolean each(Database database, TimeWindow window, OperationFilter operations) throws Exception {
        List<StoredCall> calls = new SampleQuery(database.connection())
                .find(new SampleFilter(
                        database.scope(),
                        window,
                        operations.ids(),
                        false,
                        true,
                        SampleFilter.Order.LATEST_FIRST,
                        limit(CALLS)));
        if (source.json()) {
            try (JsonOutput json = new JsonOutput(terminal)) {
                new HeaderJson(database).write(json);
                CallJson.write(json, calls);
            }
        } else {
            new HeaderText(database).print(terminal);
            if (calls.isEmpty()) {
                terminal.println("no call" + operations.describe() + " failed");
            } else {
                CallsTable.print(terminal, calls);
            }
        }
        return !calls.isEmpty();
    }

    private boolean groups(Database database, TimeWindow window, OperationFilter operations) throws Exception {
        List<FailureGroup> groups =
                new FailuresQuery(database.connection()).groups(database.scope(), window, operations.ids());
        List<FailureGroup> shown =
                groups.subList(0, Math.min(limit(source.json() ? groups.size() : GROUPS), groups.size()));
        if (source.json()) {
            write(database, groups.size(), shown);
        } else {
            new HeaderText(database).print(terminal);
            FailureText text = new FailureText(terminal, full);
            shown.forEach(text::print);
            if (groups.isEmpty()) {
                terminal.println("no call" + operations.describe() + " failed");
            } else if (groups.size() > shown.size()) {
                terminal.println(leftOut(groups.subList(shown.size(), groups.size())));
            }
        }
        return !groups.isEmpty();
    }

    private int limit(int otherwise) {
        return limit == null ? otherwise : limit.most();
    }

    private static String leftOut(List<FailureGroup> groups) {
        long exceptions = groups.stream().mapToLong(FailureGroup::exceptions).sum();
        return "and " + Format.count(exceptions) + " more in " + Count.of(groups.size(), "group")
                + ": --limit 0 shows all";
    }

    private void write(Database database, int found, List<FailureGroup> groups) throws IOException, SQLException {
        try (JsonOutput json = new JsonOutput(terminal)) {
            new HeaderJson(database).write(json);
            json.number("groups_found", found);
            json.startArray("groups");
            for (FailureGroup group : groups) {
                json.startObject();
                json.text("error_type", group.type());
                json.text("message_pattern", group.messagePattern());
                json.number("exceptions", group.exceptions());
                json.number("failed_calls", group.failedCalls());
                json.startArray("operations");
                for (FailedOperation operation : group.operations()) {
                    json.startObject();
                    json.text("operation", operation.operation());
                    json.number("failed_calls", operation.failedCalls());
                    json.endObject();
                }
                json.endArray();
                json.time("first_at", group.first());
                json.time("last_at", group.last());
                json.number("example_call", group.example());
                json.text("example_message", group.exampleMessage());
                json.text("example_stack", group.exampleStack());
                json.endObject();
            }
            json.endArray();
        }
    }
}

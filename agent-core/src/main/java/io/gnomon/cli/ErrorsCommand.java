package io.gnomon.cli;

import io.gnomon.stats.FailureGroup;
import io.gnomon.stats.FailuresQuery;
import io.gnomon.stats.SampleFilter;
import io.gnomon.stats.SampleQuery;
import io.gnomon.stats.StoredCall;
import io.gnomon.stats.TimeWindow;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "errors",
        description = "Failed calls, grouped by operation, type and message, with the stack of one of each.",
        footer = {
            "",
            "Examples:",
            "  errors gnomon/orders.db",
            "  errors gnomon/orders.db --operation 'com.acme.*' --full",
            "  errors gnomon/orders.db --all --since 10m"
        })
final class ErrorsCommand implements Callable<Integer> {

    @Mixin
    private final DatabaseOptions source = new DatabaseOptions();

    @Mixin
    private final WindowOptions time = new WindowOptions();

    @Option(
            names = "--operation",
            paramLabel = "NAME",
            description = "Only operations whose name holds this; with * or ? in it, is like it as a whole.")
    private @Nullable String operation;

    @Option(names = "--all", description = "List each call, the latest first, instead of groups.")
    private boolean all;

    @Option(names = "--full", description = "Print whole stacks.")
    private boolean full;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "At most so many groups or calls. Default: ${DEFAULT-VALUE}.")
    private int limit = 50;

    private final Terminal terminal;

    ErrorsCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        try (Database database = source.open()) {
            ReportHeader header = new ReportHeader(database);
            Set<Long> operations = database.operations(operation);
            TimeWindow window = time.window(database);
            boolean found =
                    all ? each(database, header, window, operations) : groups(database, header, window, operations);
            return found ? ExitCode.OK : ExitCode.NOTHING_FOUND;
        }
    }

    private boolean each(Database database, ReportHeader header, TimeWindow window, @Nullable Set<Long> operations)
            throws Exception {
        List<StoredCall> calls = new SampleQuery(database.connection())
                .find(new SampleFilter(
                        database.scope(), window, operations, false, true, SampleFilter.Order.LATEST_FIRST, limit));
        if (source.json()) {
            try (JsonOutput json = new JsonOutput(terminal)) {
                header.write(json);
                json.startArray("calls");
                for (StoredCall call : calls) {
                    CallsTable.write(json, call);
                }
                json.endArray();
            }
        } else {
            header.print(terminal);
            if (calls.isEmpty()) {
                terminal.println("no call failed");
            } else {
                CallsTable.print(terminal, calls);
            }
        }
        return !calls.isEmpty();
    }

    private boolean groups(Database database, ReportHeader header, TimeWindow window, @Nullable Set<Long> operations)
            throws Exception {
        List<FailureGroup> groups =
                new FailuresQuery(database.connection()).groups(database.scope(), window, operations);
        List<FailureGroup> shown = groups.subList(0, Math.min(Math.max(limit, 0), groups.size()));
        if (source.json()) {
            write(header, groups.size(), shown);
        } else {
            header.print(terminal);
            FailureText text = new FailureText(terminal, full);
            shown.forEach(text::print);
            if (groups.isEmpty()) {
                terminal.println("no call failed");
            } else if (groups.size() > shown.size()) {
                terminal.println("and " + (groups.size() - shown.size()) + " more groups: --limit shows more");
            }
        }
        return !groups.isEmpty();
    }

    private void write(ReportHeader header, int found, List<FailureGroup> groups) throws IOException {
        try (JsonOutput json = new JsonOutput(terminal)) {
            header.write(json);
            json.number("groups_found", found);
            json.startArray("groups");
            for (FailureGroup group : groups) {
                json.startObject();
                json.text("operation", group.operation());
                json.text("error_type", group.type());
                json.text("message_pattern", group.messagePattern());
                json.number("count", group.count());
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

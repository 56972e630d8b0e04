package io.gnomon.cli.command;

import io.gnomon.cli.input.CommandFailure;
import io.gnomon.cli.input.Database;
import io.gnomon.cli.input.DatabaseOptions;
import io.gnomon.cli.input.ExitCode;
import io.gnomon.cli.input.OperationFilter;
import io.gnomon.cli.json.HeaderJson;
import io.gnomon.cli.json.JsonOutput;
import io.gnomon.cli.json.TreeJson;
import io.gnomon.cli.text.FailureText;
import io.gnomon.cli.text.HeaderText;
import io.gnomon.cli.text.Terminal;
import io.gnomon.cli.text.TreeNotes;
import io.gnomon.cli.text.TreeText;
import io.gnomon.cli.text.ViewOptions;
import io.gnomon.stats.CallDetails;
import io.gnomon.stats.CallTree;
import io.gnomon.stats.CallTreeQuery;
import io.gnomon.stats.FailuresQuery;
import io.gnomon.stats.SampleFilter;
import io.gnomon.stats.SampleQuery;
import io.gnomon.stats.StoredCall;
import io.gnomon.stats.TimeWindow;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "tree",
        description = "The call tree around a slow or failed call: where its time went.",
        footer = {
            "",
            "Many calls of one operation under one caller are folded into one line; --full shows each.",
            "",
            "Examples:",
            "  tree gnomon/orders.db                      (of the slowest call)",
            "  tree gnomon/orders.db 'jdbc.*'             (of the slowest call of these operations)",
            "  tree gnomon/orders.db --call 4711 --stack  (of a call that slow or errors printed)"
        })
public final class TreeCommand implements Callable<Integer> {

    @Mixin
    private final DatabaseOptions source = new DatabaseOptions();

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "OPERATION",
            description = "The slowest call of the operations whose name contains this; with * or ?, of those whose"
                    + " whole name matches. A number is taken for --call. Default: the slowest call of all.")
    private @Nullable String operation;

    @Option(names = "--call", paramLabel = "ID", description = "This call, by the number that slow or errors printed.")
    private @Nullable Long call;

    @Option(names = "--full", description = "Fold and shorten nothing.")
    private boolean full;

    @Option(names = "--stack", description = "Also print where the call was made, and the stack of its exception.")
    private boolean stack;

    @Mixin
    private final ViewOptions view = new ViewOptions();

    private Terminal terminal;

    public TreeCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        terminal = view.on(terminal);
        try (Database database = source.open()) {
            StoredCall asked = asked(database);
            CallTree tree =
                    new CallTreeQuery(database.connection()).find(asked.id()).orElseThrow();
            Optional<CallDetails> details =
                    stack ? new FailuresQuery(database.connection()).details(asked.id()) : Optional.empty();
            TreeNotes notes = TreeNotes.of(database, tree, asked);
            if (source.json()) {
                try (JsonOutput json = new JsonOutput(terminal)) {
                    new HeaderJson(database).write(json);
                    new TreeJson(json, tree, notes).write(asked, details.orElse(null));
                }
            } else {
                new HeaderText(database).print(terminal);
                new TreeText(terminal, tree, asked, notes, full).print();
                if (stack) {
                    printStacks(details);
                }
            }
            return ExitCode.OK;
        }
    }

    private StoredCall asked(Database database) throws SQLException {
        Long id = call == null ? number(operation) : call;
        if (id == null) {
            OperationFilter filter = database.operations(operation);
            Optional<StoredCall> slowest = slowest(database, filter, true);
            if (slowest.isEmpty() && operation != null) {
                // A name asks for its slowest call, whatever its threshold.
                slowest = slowest(database, filter, false);
            }
            return slowest.orElseThrow(() -> new CommandFailure(
                    ExitCode.NOTHING_FOUND,
                    operation == null
                            ? "no call was slow: name an operation, or a call that 'slow --all' or 'errors --all' lists"
                            : "no call" + filter.describe() + " is stored"));
        }
        return new CallTreeQuery(database.connection())
                .find(id)
                .map(tree -> tree.call(id))
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.NOTHING_FOUND,
                        "no call " + id + " is stored: 'slow' and 'errors --all' list the calls that are"));
    }

    private static @Nullable Long number(@Nullable String text) {
        try {
            return text == null ? null : Long.valueOf(text);
        } catch (NumberFormatException name) {
            return null;
        }
    }

    private static Optional<StoredCall> slowest(Database database, OperationFilter filter, boolean onlySlow)
            throws SQLException {
        SampleFilter slowest = new SampleFilter(
                database.scope(), TimeWindow.ALL, filter.ids(), onlySlow, false, SampleFilter.Order.SLOWEST_FIRST, 1);
        return new SampleQuery(database.connection()).find(slowest).stream().findFirst();
    }

    private void printStacks(Optional<CallDetails> details) {
        String caller = details.map(CallDetails::callerStack).orElse(null);
        String thrown = details.map(CallDetails::stack).orElse(null);
        printStack("called from", caller == null ? "(not kept)" : caller);
        if (thrown != null) {
            printStack("exception", thrown);
        }
    }

    private void printStack(String title, String text) {
        terminal.println();
        terminal.println(title + ":");
        new FailureText(terminal, true).printStack(text);
    }
}

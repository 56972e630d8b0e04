package io.gnomon.cli;

import io.gnomon.cli.command.AttachCommand;
import io.gnomon.cli.command.ConfigCommand;
import io.gnomon.cli.command.DoctorCommand;
import io.gnomon.cli.command.ErrorsCommand;
import io.gnomon.cli.command.ProfileCommand;
import io.gnomon.cli.command.RunsCommand;
import io.gnomon.cli.command.SlowCommand;
import io.gnomon.cli.command.SqlCommand;
import io.gnomon.cli.command.StatsCommand;
import io.gnomon.cli.command.TopCommand;
import io.gnomon.cli.command.TreeCommand;
import io.gnomon.cli.command.TrendCommand;
import io.gnomon.cli.input.CommandFailure;
import io.gnomon.cli.input.ExitCode;
import io.gnomon.cli.input.SqlReason;
import io.gnomon.cli.jar.Version;
import io.gnomon.cli.text.Output;
import io.gnomon.cli.text.Terminal;
import io.gnomon.stats.DamagedHistogramException;
import io.gnomon.store.read.ReadConnection;
import io.gnomon.store.read.UnreadableDatabaseException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Spec;

/** The command line of the agent's jar. */
@Command(
        name = "java -jar gnomon.jar",
        description = "Reads what the Gnomon agent recorded, while the application runs or after it has ended.",
        versionProvider = Version.class,
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:fine",
            "1:nothing was found, or a check found a problem",
            "2:wrong usage",
            "3:the file cannot be read as a Gnomon database",
            "4:the query or the attachment failed, or SQLite cannot be loaded",
            "70:a bug in Gnomon",
            "74:standard output cannot be written, such as on a full disk",
            "141:standard output was closed by its reader, such as head"
        },
        footer = {
            "",
            "Examples:",
            "  java -javaagent:gnomon.jar -jar orders.jar           monitor an application from its start",
            "  java -jar gnomon.jar attach 4711                     monitor a running one",
            "  java -jar gnomon.jar stats gnomon/orders.db          how often, how long, how many failed",
            "  java -jar gnomon.jar slow gnomon/orders.db --since 10m",
            "  java -jar gnomon.jar tree gnomon/orders.db           where the slowest call spent its time",
            "  java -jar gnomon.jar errors gnomon/orders.db --json",
            "  java -jar gnomon.jar trend gnomon/orders.db          what became slower or fails more, and when",
            "  java -jar gnomon.jar profile gnomon/orders.db        who calls what, and how often",
            "  java -jar gnomon.jar top gnomon/orders.db            what goes on now",
            "  java -jar gnomon.jar doctor                          can the agent work here?",
            "",
            "'COMMAND --help' says more. Times are local on a terminal, otherwise UTC; in JSON and SQL"
                    + " they are UTC."
        })
public final class GnomonCommand implements Callable<Integer> {

    private static final String RECOVER = "; SQLite's own shell may save what is left: sqlite3 FILE .recover";

    @Spec
    private @Nullable CommandSpec spec;

    private GnomonCommand() {}

    /** Without a command there is nothing to do but to say which there are. */
    @Override
    public Integer call() {
        if (spec != null) {
            spec.commandLine().usage(spec.commandLine().getOut());
        }
        return ExitCode.USAGE;
    }

    /**
     * Runs a command with this process's standard input and output.
     *
     * @return the exit code: 0 for success, see {@code --help} for the others
     */
    public static int run(String... arguments) {
        return run(Terminal.system(), arguments);
    }

    static int run(Terminal terminal, String... arguments) {
        CommandLine line = commandLine(terminal);
        int exitCode = line.execute(arguments);
        line.getOut().flush();
        return terminal.out()
                .failure()
                .map(failure -> afterLostOutput(terminal, failure, exitCode))
                .orElse(exitCode);
    }

    /** A command does not look at what becomes of its output, so that it succeeded says little then. */
    private static int afterLostOutput(Terminal terminal, IOException failure, int exitCode) {
        if (exitCode != ExitCode.OK && exitCode != ExitCode.NOTHING_FOUND) {
            return exitCode;
        }
        if (Output.isClosedByReader(failure)) {
            return ExitCode.OUTPUT_CLOSED;
        }
        terminal.complain("standard output cannot be written, so what it got is not complete: " + failure.getMessage());
        return ExitCode.OUTPUT_FAILED;
    }

    private static CommandLine commandLine(Terminal terminal) {
        CommandLine line = new CommandLine(new GnomonCommand());
        line.addSubcommand(new StatsCommand(terminal));
        line.addSubcommand(new SlowCommand(terminal));
        line.addSubcommand(new TreeCommand(terminal));
        line.addSubcommand(new ErrorsCommand(terminal));
        line.addSubcommand(new TrendCommand(terminal));
        line.addSubcommand(new ProfileCommand(terminal));
        line.addSubcommand(new TopCommand(terminal));
        line.addSubcommand(new SqlCommand(terminal));
        line.addSubcommand(new RunsCommand(terminal));
        line.addSubcommand(new ConfigCommand(terminal));
        line.addSubcommand(new DoctorCommand(terminal));
        line.addSubcommand(new AttachCommand(terminal));
        line.getSubcommands().values().forEach(each -> each.getCommandSpec().addOption(helpOption()));
        line.setOut(terminal.writer());
        line.setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF));
        line.setUsageHelpWidth(Math.min(terminal.width(), 120));
        line.setParameterExceptionHandler((failure, given) -> {
            terminal.complain(UsageMistake.sentence(failure));
            return ExitCode.USAGE;
        });
        line.setExecutionExceptionHandler((failure, command, given) -> explain(terminal, failure));
        return line;
    }

    private static OptionSpec helpOption() {
        return OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Show this help message and exit.")
                .build();
    }

    private static int explain(Terminal terminal, Exception failure) {
        if (Boolean.getBoolean("gnomon.debug")) {
            terminal.trace(failure);
        }
        if (failure instanceof CommandFailure expected) {
            terminal.complain(String.valueOf(expected.getMessage()));
            return expected.exitCode();
        }
        if (failure instanceof UnreadableDatabaseException) {
            boolean damaged = failure.getCause() instanceof SQLException cause && ReadConnection.isDamage(cause);
            terminal.complain(SqlReason.in(failure) + (damaged ? RECOVER : ""));
            return ExitCode.UNREADABLE_FILE;
        }
        if (failure instanceof SQLException query) {
            boolean damaged = ReadConnection.isDamage(query) || query instanceof DamagedHistogramException;
            terminal.complain(
                    damaged
                            ? "the file is damaged: " + SqlReason.of(query) + RECOVER
                            : "the query failed: " + SqlReason.of(query));
            return damaged ? ExitCode.UNREADABLE_FILE : ExitCode.FAILED;
        }
        terminal.complain("this should not happen, please report it: " + failure
                + " (-Dgnomon.debug=true before -jar prints where)");
        return ExitCode.INTERNAL;
    }
}

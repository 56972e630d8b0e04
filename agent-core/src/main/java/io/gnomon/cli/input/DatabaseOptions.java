package io.gnomon.cli.input;

import io.gnomon.stats.Run;
import io.gnomon.stats.RunScope;
import io.gnomon.stats.RunsQuery;
import io.gnomon.store.read.ReadConnection;
import io.gnomon.store.read.UnreadableDatabaseException;
import java.nio.file.Path;
import java.sql.SQLException;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The file and the run that a report is about. */
public final class DatabaseOptions {

    @Parameters(index = "0", paramLabel = "FILE", description = "The database, such as gnomon/orders.db.")
    private Path file = Path.of("");

    @Option(
            names = "--run",
            paramLabel = "N|all",
            description = "The run to report on, by its number, or all of them together. Default: the latest.")
    private String run = "latest";

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    public boolean json() {
        return json;
    }

    /** Opens the file and finds the run. */
    public Database open() throws UnreadableDatabaseException, SQLException {
        ReadConnection connection = DatabaseReader.open(file);
        try {
            // One transaction, so that all figures of a report are of one moment.
            connection.connection().setAutoCommit(false);
            return select(connection, new RunsQuery(connection.connection()));
        } catch (SQLException | RuntimeException unusable) {
            connection.close();
            throw unusable;
        }
    }

    private Database select(ReadConnection connection, RunsQuery runs) throws SQLException {
        if (run.equals("latest") || run.equals("all")) {
            Run latest = runs.latest()
                    .orElseThrow(() -> new CommandFailure(ExitCode.NOTHING_FOUND, file + " holds no run yet"));
            return new Database(file, connection, latest, run.equals("all") ? RunScope.ALL : RunScope.of(latest.id()));
        }
        Run chosen = runs.byId(number())
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.NOTHING_FOUND, file + " holds no run " + run + ": the command runs lists them"));
        return new Database(file, connection, chosen, RunScope.of(chosen.id()));
    }

    private long number() {
        try {
            return Long.parseLong(run);
        } catch (NumberFormatException notANumber) {
            throw new CommandFailure(
                    ExitCode.USAGE, "--run takes a run's number or 'all', not '" + run + "'", notANumber);
        }
    }
}

package io.gnomon.cli.input;

import io.gnomon.stats.Account;
import io.gnomon.stats.AccountQuery;
import io.gnomon.stats.OperationsQuery;
import io.gnomon.stats.Run;
import io.gnomon.stats.RunScope;
import io.gnomon.stats.RunsQuery;
import io.gnomon.store.read.ReadConnection;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An open database with the run that is asked about.
 *
 * @param run the run; of several, the latest
 */
public record Database(Path file, ReadConnection read, Run run, RunScope scope) implements AutoCloseable {

    public Connection connection() {
        return read.connection();
    }

    public Optional<String> note() {
        return read.note();
    }

    public boolean allRuns() {
        return scope.run() == null;
    }

    /** The account of the calls; empty if nothing is known of it. */
    public Optional<Account> account() throws SQLException {
        return new AccountQuery(connection()).of(scope);
    }

    /**
     * The operations that {@code filter} chooses; all without one.
     *
     * @throws CommandFailure if there are none
     */
    public OperationFilter operations(@Nullable String filter) throws SQLException {
        return OperationFilter.of(filter, new OperationsQuery(connection()));
    }

    /** Calls that were pending in runs that were cut off: nobody decides on them any more. */
    public long lost() throws SQLException {
        long lost = 0;
        AccountQuery accounts = new AccountQuery(connection());
        for (Run each : allRuns() ? new RunsQuery(connection()).all() : List.of(run)) {
            if (stateOf(each) == Run.State.CUT_OFF) {
                lost += accounts.of(RunScope.of(each.id()))
                        .map(Account::pending)
                        .orElse(0L);
            }
        }
        return lost;
    }

    /** The runs before this one, the latest first; none where all are reported on. */
    public List<Run> earlierRuns() throws SQLException {
        List<Run> runs = new RunsQuery(connection()).all();
        return allRuns() ? List.of() : runs.subList(runs.indexOf(run) + 1, runs.size());
    }

    Run.State state() {
        return stateOf(run);
    }

    public static Run.State stateOf(Run run) {
        return run.state(RunningProcess::of);
    }

    /** The run in a few words. */
    public String title() {
        return (allRuns() ? "all runs, the latest: " : "") + "run " + run.id() + " of " + run.application() + ", pid "
                + run.pid() + ", " + state().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** What "ten minutes ago" counts back from: now in a live run, otherwise the run's end. */
    public Instant end() {
        return state() == Run.State.ALIVE ? Instant.now() : run.until();
    }

    @Override
    public void close() throws SQLException {
        read.close();
    }
}

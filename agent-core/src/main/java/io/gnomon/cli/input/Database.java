package io.gnomon.cli.input;

import io.gnomon.stats.Account;
import io.gnomon.stats.AccountQuery;
import io.gnomon.stats.OperationsQuery;
import io.gnomon.stats.Run;
import io.gnomon.stats.RunScope;
import io.gnomon.store.read.ReadConnection;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
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

    /** The ids of the operations that {@code filter} chooses; null without a filter. */
    @Nullable
    public Set<Long> operations(@Nullable String filter) throws SQLException {
        return filter == null ? null : new OperationsQuery(connection()).ids(NameFilter.of(filter));
    }

    Run.State state() {
        return stateOf(run);
    }

    public static Run.State stateOf(Run run) {
        return run.state(RunningProcess::of);
    }

    /** What "ten minutes ago" counts back from: now in a live run, otherwise the run's end. */
    Instant end() {
        return state() == Run.State.ALIVE ? Instant.now() : run.until();
    }

    @Override
    public void close() throws SQLException {
        read.close();
    }
}

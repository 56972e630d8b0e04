package io.gnomon.cli.text;

import io.gnomon.cli.input.Database;
import io.gnomon.stats.Account;
import io.gnomon.stats.Run;
import java.sql.SQLException;
import java.util.Optional;
import java.util.stream.Collectors;

/** What stands above every report: which run, what became of it, and the account of its calls. */
public final class HeaderText {

    private final Database database;
    private final Optional<Account> account;

    public HeaderText(Database database) throws SQLException {
        this.database = database;
        this.account = database.account();
    }

    public void print(Terminal terminal) {
        Run run = database.run();
        String which = database.allRuns() ? "all runs, the latest: " : "";
        terminal.println(database.file() + ": " + which + "run " + run.id() + " of " + run.application() + ", pid "
                + run.pid() + ", Java " + run.javaVersion() + ", " + Format.time(run.started()) + " to "
                + Format.time(run.until()) + ", " + state(run));
        terminal.println(
                "ledger: " + account.map(this::ledger).orElse("unknown, for the agent did not come to write anything"));
        database.note().ifPresent(note -> terminal.println("note: " + note));
        terminal.println();
    }

    private String state(Run run) {
        return switch (Database.stateOf(run)) {
            case ENDED -> "ended cleanly";
            case ALIVE -> "alive";
            case CUT_OFF -> "cut off: no clean end, last sign of life at " + Format.time(run.lastSign());
        };
    }

    private String ledger(Account account) {
        String reasons = account.dropped().entrySet().stream()
                .filter(reason -> reason.getValue() > 0)
                .map(reason -> reason.getKey() + " " + Format.count(reason.getValue()))
                .collect(Collectors.joining(", ", " (", ")"));
        return Format.count(account.produced()) + " calls = " + Format.count(account.stored())
                + " stored + " + Format.count(account.sampledOut()) + " sampled out + "
                + Format.count(account.totalDropped()) + " dropped"
                + (account.totalDropped() > 0 ? reasons : "")
                + (account.pending() > 0 ? " + " + Format.count(account.pending()) + " pending" : "")
                + (database.run().ended() != null && account.unrepresented() != 0
                        ? "; " + Format.count(account.unrepresented()) + " in no row's weight"
                        : "")
                + (account.unaccounted() != 0 ? "; " + Format.count(account.unaccounted()) + " unaccounted for" : "");
    }
}

package io.gnomon.cli.text;

import io.gnomon.cli.input.Database;
import io.gnomon.model.Count;
import io.gnomon.stats.Account;
import io.gnomon.stats.Run;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What stands above every report: which run, what became of it, and the account of its calls. */
public final class HeaderText {

    private final Database database;
    private final Optional<Account> account;
    private final long lost;
    private final List<Run> earlier;

    public HeaderText(Database database) throws SQLException {
        this.database = database;
        this.account = database.account();
        this.lost = database.lost();
        this.earlier = database.earlierRuns();
    }

    public void print(Terminal terminal) {
        Run run = database.run();
        String which = database.allRuns() ? "all runs, the latest: " : "";
        terminal.println(database.file() + ": " + which + "run " + run.id() + " of " + run.application() + ", pid "
                + run.pid() + ", Java " + run.javaVersion() + ", " + terminal.time(run.started()) + " to "
                + terminal.time(run.until()) + ", " + state(terminal, run));
        terminal.println("ledger: " + account.map(this::ledger).orElse("unknown, because the agent wrote nothing"));
        if (!earlier.isEmpty()) {
            terminal.println(Count.of(earlier.size(), "earlier run") + ": --run "
                    + (earlier.size() == 1 ? earlier.get(0).id() : "N") + "; --run all adds all up");
        }
        database.note().ifPresent(note -> terminal.println("note: " + note));
        terminal.println();
    }

    private static String state(Terminal terminal, Run run) {
        return switch (Database.stateOf(run)) {
            case ENDED -> "ended cleanly";
            case ALIVE -> "alive";
            case CUT_OFF -> "cut off: no clean end, last sign of life at " + terminal.time(run.lastSign());
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
                + (account.pending() > lost ? " + " + Format.count(account.pending() - lost) + " pending" : "")
                + (lost > 0 ? " + " + Format.count(lost) + " lost at the end" : "")
                + (database.run().ended() != null && account.unrepresented() != 0
                        ? "; " + Format.count(account.unrepresented()) + " that no row stands for"
                        : "")
                + (account.unaccounted() != 0 ? "; " + Format.count(account.unaccounted()) + " unaccounted for" : "");
    }
}

package io.gnomon.cli.text;

import io.gnomon.cli.input.Database;
import io.gnomon.stats.Account;
import io.gnomon.stats.CallTree;
import io.gnomon.stats.OperationsQuery;
import io.gnomon.stats.Run;
import io.gnomon.stats.RunsQuery;
import io.gnomon.stats.StoredCall;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Why calls are missing in a tree, and which threshold would have kept them.
 *
 * @param missingCaller of a call in the tree whose caller is not stored: why
 * @param note of the tree as a whole; null: there is nothing to say
 */
public record TreeNotes(String missingCaller, @Nullable String note) {

    public static TreeNotes of(Database database, CallTree tree, StoredCall asked) throws SQLException {
        return new TreeNotes(missingCaller(database, tree, asked), note(database, tree, asked));
    }

    /** Callers of slow and failed calls are all stored when they end, and a root ends last. */
    private static String missingCaller(Database database, CallTree tree, StoredCall asked) throws SQLException {
        if (tree.tops().get(0).caller() == null) {
            return "its caller was lost";
        }
        Run.State state = new RunsQuery(database.connection())
                .byId(asked.run())
                .map(Database::stateOf)
                .orElse(Run.State.CUT_OFF);
        if (state == Run.State.ALIVE) {
            return "its caller still runs";
        }
        String notEnded = state == Run.State.ENDED
                ? "its caller had not ended when recording did"
                : "its caller had not ended when the process was cut off";
        return database.account().map(Account::totalDropped).orElse(0L) > 0 ? notEnded + ", or was dropped" : notEnded;
    }

    private static @Nullable String note(Database database, CallTree tree, StoredCall asked) throws SQLException {
        StoredCall top = tree.tops().get(0);
        if (isFlagged(asked) && asked.tree() == null) {
            return "There were so many calls of its kind that they were rationed: it stands for "
                    + Format.count(asked.weight()) + ", and is stored without the calls around and inside it.";
        }
        if (isFlagged(top) || tree.isDisplaced(top)) {
            return null;
        }
        String took = top.operation() + " took " + Format.duration(top.durationNanos())
                + new OperationsQuery(database.connection())
                        .slowThresholdNanos(top.operation())
                        .map(threshold -> ", its slow-threshold is " + Format.duration(threshold))
                        .orElse("")
                + ". ";
        if (asked.tree() == null) {
            return took
                    + "It was neither slow nor failed, nor inside or around such a call. So it is stored without"
                    + " its callers and the calls inside it. A threshold below its duration would have kept them.";
        }
        return took + "It is stored because of the slow or failed calls inside it. Other calls that it made are not"
                + " in this tree. A threshold below its duration would have kept them.";
    }

    private static boolean isFlagged(StoredCall call) {
        return call.slow() || call.error();
    }
}

package io.gnomon.cli.doctor;

import io.gnomon.model.Count;
import io.gnomon.model.RuleState;
import io.gnomon.store.file.DatabaseFile;
import io.gnomon.store.read.ReadConnection;
import io.gnomon.store.read.UnreadableDatabaseException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks at what the rules selected when the application ran last. Which classes there are only the application knows, so the
 * answer is in the file that it left, or is writing.
 */
final class LatestRunCheck {

    private static final String SUBJECT = "earlier data";

    private static final String RULES =
            "SELECT number, rule, class, method, mode, classes, methods, left_alone, note, run"
                    + " FROM rules WHERE run = (SELECT max(id) FROM run) ORDER BY number";

    private final Path database;

    LatestRunCheck(Path database) {
        this.database = database;
    }

    /** One finding for each rule that selects nothing, or in part; one if the file cannot be read; none if there is none. */
    List<Finding> run() {
        if (!isDatabase()) {
            return List.of();
        }
        try (ReadConnection reader = ReadConnection.open(database)) {
            return findings(reader.connection());
        } catch (UnreadableDatabaseException | SQLException unreadable) {
            return List.of(unreadable(unreadable));
        }
    }

    /** What is none, {@link DataCheck} tells. */
    private boolean isDatabase() {
        try {
            return DatabaseFile.looksLikeDatabase(database);
        } catch (IOException unreadable) {
            return false;
        }
    }

    private static Finding unreadable(Exception failure) {
        String sentence = String.valueOf(failure.getMessage()).replaceAll("\\s+", " ");
        boolean damaged = failure.getCause() instanceof SQLException cause && ReadConnection.isDamage(cause);
        return damaged
                ? Finding.warning(SUBJECT, sentence, "the agent would set it aside under another name, and begin anew")
                : Finding.warning(SUBJECT, sentence, "name another file with database=FILE, if it is not the agent's");
    }

    private static List<Finding> findings(Connection connection) throws SQLException {
        List<Finding> findings = new ArrayList<>();
        int rules = 0;
        String subject = "";
        try (Statement query = connection.createStatement();
                ResultSet row = query.executeQuery(RULES)) {
            while (row.next()) {
                rules++;
                subject = "rules, run " + row.getLong("run");
                RuleState state = state(row);
                if (state.selectsNothing() || !state.note().isEmpty()) {
                    findings.add(Finding.warning(
                            subject, state.sentence(), "so it was when the application ran last: correct the rule"));
                }
            }
        }
        if (rules > 0 && findings.isEmpty()) {
            findings.add(Finding.ok(
                    subject,
                    (rules == 1 ? "the rule" : "each of " + Count.of(rules, "rule"))
                            + " selected methods when the application ran last"));
        }
        return findings;
    }

    private static RuleState state(ResultSet row) throws SQLException {
        return new RuleState(
                row.getInt("number"),
                row.getString("rule"),
                row.getString("class"),
                row.getString("method"),
                row.getString("mode"),
                row.getLong("classes"),
                row.getLong("methods"),
                row.getLong("left_alone"),
                row.getString("note"),
                false);
    }
}

package io.gnomon.store.write;

import io.gnomon.model.RuleState;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** Writes what came of the run's rules. They are few, and change seldom: all are written anew each time. */
final class RuleTable {

    private final long runId;
    private final PreparedStatement delete;
    private final PreparedStatement insert;

    RuleTable(Connection connection, long runId) throws SQLException {
        this.runId = runId;
        this.delete = connection.prepareStatement("DELETE FROM rule WHERE run = ?");
        this.insert = connection.prepareStatement("""
                INSERT INTO rule (run, number, source, class, method, mode, classes, methods, left_alone, note)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """);
    }

    void write(List<RuleState> states) throws SQLException {
        delete.setLong(1, runId);
        delete.executeUpdate();
        for (RuleState state : states) {
            int column = 1;
            insert.setLong(column++, runId);
            insert.setInt(column++, state.number());
            insert.setString(column++, state.source());
            insert.setString(column++, state.classPattern());
            insert.setString(column++, state.methodPatterns());
            insert.setString(column++, state.mode());
            insert.setLong(column++, state.classes());
            insert.setLong(column++, state.methods());
            insert.setLong(column++, state.leftAlone());
            insert.setString(column, state.note());
            insert.executeUpdate();
        }
    }
}

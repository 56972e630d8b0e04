package io.gnomon.store.write;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Writes the account of all calls, and what the agent did. */
final class JournalTables {

    private final long runId;
    private final PreparedStatement insertLedger;
    private final PreparedStatement insertEvent;

    JournalTables(Connection connection, long runId) throws SQLException {
        this.runId = runId;
        this.insertLedger =
                connection.prepareStatement("INSERT OR REPLACE INTO ledger (run, entry, calls) VALUES (?, ?, ?)");
        this.insertEvent =
                connection.prepareStatement("INSERT INTO event (run, at, kind, message) VALUES (?, ?, ?, ?)");
    }

    void ledger(String entry, long calls) throws SQLException {
        insertLedger.setLong(1, runId);
        insertLedger.setString(2, entry);
        insertLedger.setLong(3, calls);
        insertLedger.executeUpdate();
    }

    void event(long atMicros, String kind, String message) throws SQLException {
        insertEvent.setLong(1, runId);
        insertEvent.setLong(2, atMicros);
        insertEvent.setString(3, kind);
        insertEvent.setString(4, message);
        insertEvent.executeUpdate();
    }
}

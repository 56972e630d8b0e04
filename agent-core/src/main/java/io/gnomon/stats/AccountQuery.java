package io.gnomon.stats;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The ledger of one run or of all. */
public final class AccountQuery {

    private static final String DROPPED = "dropped: ";

    private final Connection connection;

    public AccountQuery(Connection connection) {
        this.connection = connection;
    }

    /** The account; empty if nothing is known, for no flush was ever written. */
    public Optional<Account> of(RunScope scope) throws SQLException {
        Map<String, Long> entries = new HashMap<>();
        SortedMap<String, Long> dropped = new TreeMap<>();
        try (PreparedStatement query = connection.prepareStatement(
                "SELECT entry, sum(calls) FROM ledger WHERE ?1 IS NULL OR run = ?1 GROUP BY entry")) {
            query.setObject(1, scope.run());
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    String entry = row.getString(1);
                    if (entry.startsWith(DROPPED)) {
                        if (row.getLong(2) != 0) {
                            dropped.put(entry.substring(DROPPED.length()), row.getLong(2));
                        }
                    } else {
                        entries.put(entry, row.getLong(2));
                    }
                }
            }
        }
        if (!entries.containsKey("produced")) {
            return Optional.empty();
        }
        return Optional.of(new Account(
                entries.getOrDefault("produced", 0L),
                entries.getOrDefault("stored", 0L),
                entries.getOrDefault("sampled_out", 0L),
                entries.getOrDefault("unrepresented", 0L),
                entries.getOrDefault("pending", 0L),
                dropped));
    }
}

package io.gnomon.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LedgerTest {

    private final Ledger ledger = new Ledger();

    private Map<String, Long> accounts(long produced, long unrepresented, boolean last) throws SQLException {
        Map<String, Long> accounts = new HashMap<>();
        ledger.write(accounts::put, produced, unrepresented, unrepresented, last);
        accounts.remove("unrepresented");
        long others = accounts.entrySet().stream()
                .filter(account -> !account.getKey().equals("produced"))
                .mapToLong(Map.Entry::getValue)
                .sum();
        assertThat(others).as("the account balances").isEqualTo(produced);
        return accounts;
    }

    @Test
    void everyCallHasItsPlace() throws SQLException {
        ledger.stored(10, 60);
        ledger.dropped(7);

        assertThat(accounts(100, 5, false))
                .containsOnly(
                        Map.entry("produced", 100L),
                        Map.entry("stored", 10L),
                        Map.entry("sampled_out", 55L),
                        Map.entry("pending", 28L),
                        Map.entry("dropped: queue full", 7L));
    }

    @Test
    void rowsThatTheFileDidNotTakeAreDropped() throws SQLException {
        ledger.stored(10, 60);
        ledger.notStored(10, 60, 50);
        ledger.stored(3, 3);

        assertThat(accounts(63, 50, false))
                .containsEntry("stored", 3L)
                .containsEntry("sampled_out", 50L)
                .containsEntry("dropped: storage failed", 10L)
                .containsEntry("pending", 0L);
    }

    @Test
    void whatIsMissingAtTheEndIsNamedAsDropped() throws SQLException {
        ledger.stored(10, 10);

        assertThat(accounts(12, 0, true))
                .containsEntry("pending", 0L)
                .containsEntry("dropped: after the last flush", 2L);
    }

    @Test
    void withoutLossesNoneAreNamed() throws SQLException {
        ledger.stored(10, 12);

        assertThat(accounts(12, 0, true)).containsOnlyKeys("produced", "stored", "sampled_out", "pending");
    }
}

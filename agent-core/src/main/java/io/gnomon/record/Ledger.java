package io.gnomon.record;

import java.sql.SQLException;

/**
 * The account of all calls: produced = stored + sampled out + pending + dropped. The left side is what the application's
 * threads counted, the right side what the writer saw: where they differ, something was lost. For the writer thread.
 */
final class Ledger {

    /** Takes one account. */
    interface Output {
        void ledger(String entry, long calls) throws SQLException;
    }

    private long stored;
    private long representedByOthers;
    private long droppedForRoom;
    private long droppedByStorage;

    /** Counts rows that were stored, and the further calls that they stand for. */
    void stored(long rows, long weights) {
        stored += rows;
        representedByOthers += weights - rows;
    }

    /** Takes back rows that were counted as stored: the file did not take them. */
    void notStored(long rows) {
        stored -= rows;
        droppedByStorage += rows;
    }

    /** Counts calls whose samples found no room. */
    void dropped(long calls) {
        droppedForRoom += calls;
    }

    /**
     * Gives out the accounts.
     *
     * @param produced by the threads' count
     * @param unrepresented calls that were sampled out but that no row stands for yet
     * @param last whether the run ends: then what is not accounted for will not be
     */
    void write(Output output, long produced, long unrepresented, boolean last) throws SQLException {
        long sampledOut = representedByOthers + unrepresented;
        long open = produced - stored - sampledOut - droppedForRoom - droppedByStorage;
        output.ledger("produced", produced);
        output.ledger("stored", stored);
        output.ledger("sampled_out", sampledOut);
        output.ledger("pending", last ? 0 : open);
        if (droppedForRoom > 0) {
            output.ledger("dropped: queue full", droppedForRoom);
        }
        if (droppedByStorage > 0) {
            output.ledger("dropped: storage failed", droppedByStorage);
        }
        if (last && open != 0) {
            output.ledger("dropped: after the last flush", open);
        }
    }
}

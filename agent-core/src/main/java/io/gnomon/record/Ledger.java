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
    private long droppedOnThread;
    private long droppedByStorage;
    private long inEarlierFile;

    /** That calls are missing at the end was written, and must be taken back if they are not. */
    private boolean missingWritten;

    /** Counts rows that were stored, and the further calls that they stand for. */
    void stored(long rows, long weights) {
        stored += rows;
        representedByOthers += weights - rows;
    }

    /** Counts further calls that stored rows stand for; negative to take some back. */
    void represented(long calls) {
        representedByOthers += calls;
    }

    /**
     * Takes back rows that were counted as stored: the file did not take them.
     *
     * @param weights the calls that they stood for
     * @param givenBack of those, the calls that other rows are to stand for
     */
    void notStored(long rows, long weights, long givenBack) {
        stored -= rows;
        droppedByStorage += weights - givenBack;
        representedByOthers -= weights - rows;
    }

    /** What was stored is in a file that is not this one any more, and so are the rows that stand for other calls. */
    void leftBehind() {
        inEarlierFile += stored + representedByOthers;
        stored = 0;
        representedByOthers = 0;
    }

    /** Counts calls whose samples found no room in the queue. */
    void dropped(long calls) {
        droppedForRoom += calls;
    }

    /** Counts calls whose samples did not come so far: their thread's stack was nearly full, or it had no buffer. */
    void droppedOnThread(long calls) {
        droppedOnThread += calls;
    }

    /**
     * Gives out the accounts.
     *
     * @param produced by the threads' count
     * @param waiting calls that were sampled out and are to be in the weight of a row that is not written yet
     * @param unrepresented the number of calls by which the weights of all rows differ from the calls that are stored or
     *     sampled out; while the run goes on, those that are waiting
     * @param last whether the run ends: then what is not accounted for will not be
     */
    void write(Output output, long produced, long waiting, long unrepresented, boolean last) throws SQLException {
        long sampledOut = representedByOthers + waiting;
        long open =
                produced - stored - sampledOut - droppedForRoom - droppedOnThread - droppedByStorage - inEarlierFile;
        output.ledger("produced", produced);
        output.ledger("stored", stored);
        output.ledger("sampled_out", sampledOut);
        output.ledger("unrepresented", unrepresented);
        output.ledger("pending", last ? 0 : open);
        if (droppedForRoom > 0) {
            output.ledger("dropped: queue full", droppedForRoom);
        }
        if (droppedOnThread > 0) {
            output.ledger("dropped: no room on the thread", droppedOnThread);
        }
        if (droppedByStorage > 0) {
            output.ledger("dropped: storage failed", droppedByStorage);
        }
        if (inEarlierFile > 0) {
            output.ledger("dropped: left in an earlier file", inEarlierFile);
        }
        if (last && (open != 0 || missingWritten)) {
            output.ledger("dropped: after the last flush", open);
            missingWritten = true;
        }
    }
}

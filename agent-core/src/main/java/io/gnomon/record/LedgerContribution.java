package io.gnomon.record;

import io.gnomon.record.read.SampleReader;
import io.gnomon.record.rollup.LiveRollups;
import io.gnomon.record.rows.RowChooser;
import io.gnomon.store.write.Contribution;
import io.gnomon.store.write.Store;
import java.sql.SQLException;

/** The account of all calls. After the rows and the rollups, for it speaks of what those have written. */
final class LedgerContribution implements Contribution {

    private final Ledger ledger;
    private final SampleReader reader;
    private final RowChooser rows;
    private final WeightCheck weights;
    private final LiveRollups rollups;

    LedgerContribution(Ledger ledger, SampleReader reader, RowChooser rows, WeightCheck weights, LiveRollups rollups) {
        this.ledger = ledger;
        this.weights = weights;
        this.rollups = rollups;
        this.reader = reader;
        this.rows = rows;
    }

    @Override
    public String name() {
        return "writing the ledger";
    }

    /** It changes with the calls only. */
    @Override
    public boolean isDirty() {
        return false;
    }

    @Override
    public void beginAnew() {
        ledger.leftBehind();
    }

    @Override
    public void write(Store store, boolean last) throws SQLException {
        long waiting = rows.unrepresented();
        // While calls wait in windows they are in the statistics, but have no row yet: the two agree at the end only.
        long unrepresented = last ? weights.difference(rollups) : waiting;
        ledger.write(store::ledger, reader.produced(), waiting, unrepresented, last);
        store.ledger("trees cut short", reader.letGoEarly());
    }
}

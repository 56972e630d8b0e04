package io.gnomon.record;

import io.gnomon.record.read.SampleReader;
import io.gnomon.record.rows.RowBatch;
import io.gnomon.record.rows.RowChooser;
import io.gnomon.store.write.Contribution;
import io.gnomon.store.write.Store;
import io.gnomon.text.Redaction;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Stored calls, their threads, and what is known of the slow and failed ones. */
final class RowsContribution implements Contribution {

    /** After that many rows samples are read again, so that threads find empty chunks while a flush goes on. */
    private static final int ROWS_BETWEEN_READS = 1_000;

    /** How much is read then: faster than the hottest thread records, and not so much that the flush comes late. */
    private static final int CHUNKS_BETWEEN_ROWS = 256;

    private final RowChooser rows;
    private final SampleReader reader;
    private final Ledger ledger;
    private final WeightCheck weights;
    private final Redaction redaction;
    private @Nullable RowBatch batch;

    RowsContribution(RowChooser rows, SampleReader reader, Ledger ledger, WeightCheck weights, Redaction redaction) {
        this.rows = rows;
        this.reader = reader;
        this.ledger = ledger;
        this.weights = weights;
        this.redaction = redaction;
    }

    @Override
    public String name() {
        return "writing calls";
    }

    /** Rows come of calls, and the {@link Recording} knows whether there were any. */
    @Override
    public boolean isDirty() {
        return false;
    }

    @Override
    public void prepare(long nowNanos, boolean last) {
        RowBatch drawn = rows.draw(last, nowNanos);
        ledger.stored(drawn.samples().size(), drawn.weight());
        weights.rows(drawn.samples());
        batch = drawn;
    }

    @Override
    public void write(Store store, boolean last) throws SQLException {
        RowBatch chosen = batch;
        if (chosen == null) {
            return;
        }
        store.platformThreads(reader.threadNames());
        int size = chosen.samples().size();
        for (int from = 0; from < size; from += ROWS_BETWEEN_READS) {
            store.samples(chosen.samples(), from, Math.min(from + ROWS_BETWEEN_READS, size));
            if (!last) {
                reader.readQueued(CHUNKS_BETWEEN_ROWS);
            }
        }
        for (RowBatch.SampleDetail detail : chosen.details()) {
            // Here, because it takes longer than an application's thread is to be kept, and most details are not
            // stored.
            store.detail(detail.sampleId(), detail.detail().withMessages(redaction::text));
        }
        for (RowBatch.Correction correction : chosen.corrections()) {
            long added = store.addWeight(correction.sampleId(), correction.operation(), correction.calls());
            ledger.represented(added);
            weights.add(correction.operation(), added);
        }
    }

    @Override
    public void written() {
        clear();
    }

    @Override
    public void notWritten(boolean last) {
        if (batch != null) {
            ledger.notStored(batch.samples().size(), batch.weight(), rows.notStored(batch));
            weights.notStored(batch.samples());
        }
        clear();
    }

    private void clear() {
        reader.flushed();
        if (batch != null) {
            rows.clear(batch);
            batch = null;
        }
    }
}

package io.gnomon.record.rows;

import io.gnomon.model.CallDetail;
import io.gnomon.model.SampleRows;
import java.util.ArrayList;
import java.util.List;

/** The rows of one flush, and what is known of their calls besides. Used again. For the writer thread. */
public final class RowBatch {

    /** A detail and the sample it belongs to. */
    public record SampleDetail(long sampleId, CallDetail detail) {}

    /**
     * Further calls for a row to stand for, added at the end of the run.
     *
     * @param sampleId the row, stored now or before; 0: any row of the operation's
     * @param calls negative if the rows stand for more calls than there were
     */
    public record Correction(int operation, long sampleId, long calls) {}

    private final SampleRows samples = new SampleRows();
    private final List<SampleDetail> details = new ArrayList<>();
    private final List<Correction> corrections = new ArrayList<>();

    public SampleRows samples() {
        return samples;
    }

    public List<SampleDetail> details() {
        return details;
    }

    public List<Correction> corrections() {
        return corrections;
    }

    /** The calls that the rows stand for. */
    public long weight() {
        long weight = 0;
        for (int row = 0; row < samples.size(); row++) {
            weight += samples.weight(row);
        }
        return weight;
    }

    public void clear() {
        samples.clear();
        details.clear();
        corrections.clear();
    }
}

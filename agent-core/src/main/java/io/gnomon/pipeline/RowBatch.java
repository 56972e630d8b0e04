package io.gnomon.pipeline;

import io.gnomon.model.CallDetail;
import io.gnomon.model.SampleRows;
import java.util.ArrayList;
import java.util.List;

/** The rows of one flush, and what is known of their calls besides. Used again. For the writer thread. */
final class RowBatch {

    /** A detail and the sample it belongs to. */
    record SampleDetail(long sampleId, CallDetail detail) {}

    private final SampleRows samples = new SampleRows();
    private final List<SampleDetail> details = new ArrayList<>();

    SampleRows samples() {
        return samples;
    }

    List<SampleDetail> details() {
        return details;
    }

    /** The calls that the rows stand for. */
    long weight() {
        long weight = 0;
        for (int row = 0; row < samples.size(); row++) {
            weight += samples.weight(row);
        }
        return weight;
    }

    void clear() {
        samples.clear();
        details.clear();
    }
}

package io.gnomon.pipeline;

import io.gnomon.model.CallDetail;
import io.gnomon.model.SampleLayout;
import io.gnomon.model.SampleRows;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects the rows of the next flush: calls that are stored in any case, and those that the lottery chooses. Sample ids
 * count from 1 in each run; the store moves them behind those that the file has.
 */
final class RowChooser implements CallWindow.Output {

    /** A detail and the sample it belongs to. */
    record SampleDetail(long sampleId, CallDetail detail) {}

    private final RowLottery lottery;
    private final DetailMatcher matcher;
    private final SampleRows rows = new SampleRows();
    private final List<SampleDetail> details = new ArrayList<>();
    private long nextId = 1;

    RowChooser(RowLottery lottery, DetailMatcher matcher) {
        this.lottery = lottery;
        this.matcher = matcher;
    }

    @Override
    public void candidate(
            int operation, int parent, long threadId, long startNanos, long durationNanos, long selfNanos) {
        lottery.add(operation, parent, threadId, startNanos, durationNanos, selfNanos);
    }

    @Override
    public void keep(
            long id,
            long meta,
            long threadId,
            long startNanos,
            long durationNanos,
            long selfNanos,
            long tree,
            long caller) {
        int operation = SampleLayout.operation(meta);
        int flags = SampleLayout.flags(meta);
        rows.add(
                id,
                operation,
                SampleLayout.parent(meta),
                threadId,
                startNanos,
                durationNanos,
                selfNanos,
                flags,
                1,
                tree,
                caller);
        if (flags != 0) {
            CallDetail detail = matcher.take(threadId, startNanos, operation);
            if (detail != null) {
                details.add(new SampleDetail(id, detail));
            }
        }
    }

    @Override
    public long nextId() {
        return nextId++;
    }

    /** Draws the lottery, and adds its rows to those that are stored in any case. */
    void draw(boolean last, long nowNanos) {
        lottery.draw(rows, this, last, rows.size(), nowNanos);
    }

    SampleRows rows() {
        return rows;
    }

    List<SampleDetail> details() {
        return details;
    }

    /** Calls that no row stands for, because the budget did not suffice yet. */
    long unrepresented() {
        return lottery.unrepresented();
    }

    void clear() {
        rows.clear();
        details.clear();
    }
}

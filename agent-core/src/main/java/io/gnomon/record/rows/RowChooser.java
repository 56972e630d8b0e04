package io.gnomon.record.rows;

import io.gnomon.model.CallDetail;
import io.gnomon.model.SampleLayout;
import io.gnomon.record.detail.DetailMatcher;

/**
 * Collects the rows of the next flush: calls that are stored in any case, and those that the lottery chooses. Sample ids
 * count from 1 in each run; the store moves them behind those that the file has.
 */
public final class RowChooser implements CallWindow.Output {

    /**
     * Rows that are stored in any case, from which on nothing further is to be read before they are written. What makes that
     * many slow or failed calls a second would otherwise fill the heap.
     */
    public static final int MAX_KEPT = 50_000;

    private final RowLottery lottery;
    private final DetailMatcher matcher;
    private RowBatch collecting = new RowBatch();
    private RowBatch spare = new RowBatch();
    private long nextId = 1;

    public RowChooser(RowLottery lottery, DetailMatcher matcher) {
        this.lottery = lottery;
        this.matcher = matcher;
    }

    @Override
    public void candidates(long threadId, long[] longs, int from, int end) {
        lottery.add(threadId, longs, from, end);
    }

    @Override
    public void candidates(long threadId, GnomonSamples run) {
        lottery.add(threadId, run);
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
        collecting
                .samples()
                .add(
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
        if (flags == 0) {
            lottery.addTreeRow(operation, id);
        } else {
            CallDetail detail = matcher.take(threadId, startNanos, operation);
            if (detail != null) {
                collecting.details().add(new RowBatch.SampleDetail(id, detail));
            }
        }
    }

    /** Adds calls that none can be stored of; a negative number takes some back. */
    public void addUntimed(int operation, long calls, long threadId) {
        lottery.addUntimed(operation, calls, threadId);
    }

    @Override
    public long nextId() {
        return nextId++;
    }

    /** Whether the rows that are there ought to be written before further calls are read. */
    public boolean isFull() {
        return collecting.samples().size() >= MAX_KEPT;
    }

    /**
     * Draws the lottery, adds its rows to those that are stored in any case, and begins a new batch.
     *
     * @return the batch that ends here, to be cleared when it is written; it is used again after the next draw
     */
    public RowBatch draw(boolean last, long nowNanos) {
        RowBatch drawn = collecting;
        lottery.draw(drawn, this, last, drawn.samples().size(), nowNanos);
        collecting = spare;
        spare = drawn;
        return drawn;
    }

    /** Takes back a batch that the file did not take: other rows are to stand for the calls that its rows stood for. */
    public void notStored(RowBatch batch) {
        lottery.notStored(batch.samples());
    }

    /** Forgets a batch that was drawn: it is written, or lost. */
    public void clear(RowBatch batch) {
        batch.details().forEach(each -> matcher.release(each.detail()));
        batch.clear();
    }

    /** Details that were let go, because their calls never came. */
    public long detailsForgotten() {
        return matcher.forgotten();
    }

    /** Calls that no row stands for, because the budget did not suffice yet. */
    public long unrepresented() {
        return lottery.unrepresented();
    }
}

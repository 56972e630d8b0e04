package io.gnomon.record.rows;

import io.gnomon.model.CallDetail;
import io.gnomon.model.SampleLayout;
import io.gnomon.model.SampleRows;
import io.gnomon.record.detail.DetailMatcher;
import org.jspecify.annotations.Nullable;

/**
 * Collects the rows of the next flush: calls that are stored in any case, and those that the lottery chooses. Sample ids
 * count from 1 in each run; the store moves them behind those that the file has.
 */
public final class RowChooser implements CallWindow.Output {

    /**
     * Rows that are stored in any case, from which on nothing further is to be read before they are written; fewer with a small
     * heap. What makes that many slow or failed calls a second would otherwise fill the heap.
     */
    public static final int MAX_KEPT = 50_000;

    private final int mostKept;
    private final RowLottery lottery;
    private final DetailMatcher matcher;
    private final FlaggedRation ration;
    private RowBatch collecting = new RowBatch();
    private RowBatch spare = new RowBatch();
    private long nextId = 1;

    /** @param mostRows for which there is memory until the next flush */
    public RowChooser(RowLottery lottery, DetailMatcher matcher, int mostRows) {
        this.mostKept = Math.min(MAX_KEPT, mostRows);
        this.lottery = lottery;
        this.matcher = matcher;
        this.ration = new FlaggedRation(System.nanoTime(), matcher::release);
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
    public Flagged choose(
            long threadId, long[] longs, int at, @Nullable Flagged inside, boolean wanted, int newCallers) {
        int operation = SampleLayout.operation(longs[at + SampleLayout.META]);
        CallDetail detail = matcher.take(threadId, longs[at], operation);
        return ration.choose(threadId, longs, at, detail, inside, wanted, newCallers);
    }

    @Override
    public void insideTree(int calls) {
        ration.inside(calls);
    }

    @Override
    public void keep(
            @Nullable Flagged flagged,
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
        boolean plain = flags == 0;
        // Others of its kind stand for a slow or failed call that was not chosen: it has a row for its tree's sake.
        long weight = plain ? 1 : flagged == null ? 0 : flagged.weight();
        boolean passedOn = flagged != null && flagged.passedOn();
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
                        passedOn ? flags | SampleRows.PASSED_ON : flags,
                        weight,
                        tree,
                        caller);
        CallDetail detail = flagged == null ? null : flagged.detail();
        if (plain) {
            lottery.addTreeRow(operation, id);
        } else if (detail != null) {
            collecting.details().add(new RowBatch.SampleDetail(id, detail));
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
        return collecting.samples().size() >= mostKept;
    }

    /** From so many rows on {@link #isFull} holds. */
    public int mostKept() {
        return mostKept;
    }

    /**
     * Draws the lottery, adds its rows to those that are stored in any case, and begins a new batch.
     *
     * @return the batch that ends here, to be cleared when it is written; it is used again after the next draw
     */
    public RowBatch draw(boolean last, long nowNanos) {
        RowBatch drawn = collecting;
        ration.draw(drawn, this);
        lottery.draw(drawn, this, last, drawn.samples().size(), nowNanos);
        collecting = spare;
        spare = drawn;
        return drawn;
    }

    /**
     * Takes back a batch that the file did not take: other rows are to stand for the calls that its ordinary rows stood for.
     *
     * @return how many calls that are
     */
    public long notStored(RowBatch batch) {
        return lottery.notStored(batch.samples());
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

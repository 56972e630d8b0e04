package io.gnomon.record.rows;

import io.gnomon.model.SampleLayout;
import io.gnomon.model.SampleRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Chooses which of the ordinary calls are stored, within the row budget. Fair by operation: where the budget does not
 * suffice, those operations give way that hold most rows, so that a rare operation keeps every row beside a hot one. Each
 * chosen row says how many calls it stands for.
 *
 * <p>For the writer thread.
 */
public final class RowLottery {

    private final TokenBucket budget;
    private final SplittableRandom random = new SplittableRandom();
    private final Countdowns countdowns = new Countdowns();
    private @Nullable Candidates[] byOperation = new Candidates[64];

    /** Those with calls since the last draw. */
    private final List<Candidates> active = new ArrayList<>();

    /** Those with rows in trees since the last draw. */
    private final List<Candidates> inTrees = new ArrayList<>();

    private long capacity;
    private long held;
    private long unrepresented;

    public RowLottery(TokenBucket budget, long nowNanos) {
        this.budget = budget;
        this.capacity = budget.available(nowNanos);
    }

    /** Adds calls of one thread, as a chunk holds them. */
    void add(long threadId, long[] longs, int from, int end) {
        for (int at = from; at < end; at += SampleLayout.STRIDE) {
            int operation = SampleLayout.operation(longs[at + SampleLayout.META]);
            if (countdowns.of(operation) > 0) {
                countdowns.count(operation, 1);
            } else {
                take(
                        candidates(operation),
                        SampleLayout.parent(longs[at + SampleLayout.META]),
                        threadId,
                        longs[at],
                        longs[at + SampleLayout.DURATION],
                        longs[at + SampleLayout.SELF]);
            }
        }
    }

    /** Adds the calls of a run of one thread. */
    void add(long threadId, GnomonSamples run) {
        Candidates candidates = candidates(SampleLayout.operation(run.runMeta()));
        int parent = SampleLayout.parent(run.runMeta());
        int calls = run.runCalls();
        int at = 0;
        while (candidates.untilTaken() < calls - at) {
            int passed = (int) candidates.untilTaken();
            candidates.pass(passed);
            at += passed;
            long duration = run.runDuration(at);
            take(candidates, parent, threadId, run.runStart(at), duration, duration);
            at++;
        }
        candidates.pass(calls - at);
    }

    private void take(Candidates from, int parent, long threadId, long startNanos, long durationNanos, long selfNanos) {
        if (from.isFresh()) {
            active.add(from);
        }
        from.take(parent, threadId, startNanos, durationNanos, selfNanos, random);
        held++;
        if (held > capacity) {
            makeRoom();
        }
    }

    /** Adds calls that none can be stored of: rows of the operation's other calls stand for them. */
    void addUntimed(int operation, long calls, long threadId) {
        candidates(operation).addUntimed(calls, threadId);
        unrepresented += calls;
    }

    /** Notes a plain call that is stored as a part of a slow or failed call's tree. */
    void addTreeRow(int operation, long id) {
        Candidates candidates = candidates(operation);
        if (candidates.addTreeRow(id)) {
            inTrees.add(candidates);
        }
    }

    /**
     * Gives out the chosen rows.
     *
     * @param batch holds the rows of trees
     * @param last whether there is no later draw: then each operation that has calls gets a row
     * @param alwaysStored rows that were stored since the last draw whatever the budget; they count against it
     */
    void draw(RowBatch batch, CallWindow.Output ids, boolean last, long alwaysStored, long nowNanos) {
        capacity = Math.max(0, budget.available(nowNanos) - alwaysStored);
        while (held > capacity) {
            makeRoom();
        }
        shareWithTrees(batch.samples());
        if (last) {
            addCarrying();
        }
        for (Candidates candidates : active) {
            unrepresented -= candidates.carried();
            candidates.draw(batch.samples(), ids, last);
            unrepresented += candidates.carried();
        }
        active.clear();
        if (last) {
            representAll(batch, ids, nowNanos);
        }
        budget.spend(held + alwaysStored);
        held = 0;
        capacity = budget.available(nowNanos);
    }

    /** Calls of past draws, and untimed ones, that no row stands for yet. */
    long unrepresented() {
        return unrepresented;
    }

    /** The rows of trees take over their share of the calls that none can be stored of. */
    private void shareWithTrees(SampleRows rows) {
        boolean any = false;
        for (Candidates candidates : inTrees) {
            unrepresented -= candidates.carried();
            any |= candidates.shareWithTrees();
            unrepresented += candidates.carried();
        }
        inTrees.clear();
        int size = any ? rows.size() : 0;
        for (int row = 0; row < size; row++) {
            if (rows.isPlain(row)) {
                rows.addWeight(row, candidates(rows.operation(row)).takeShare(rows.id(row)));
            }
        }
    }

    /** Has a row stand for each call that none stands for yet. */
    private void representAll(RowBatch batch, CallWindow.Output ids, long nowNanos) {
        for (Candidates candidates : byOperation) {
            if (candidates == null || candidates.carried() == 0) {
                continue;
            }
            unrepresented -= candidates.carried();
            if (candidates.heaviest() == 0 && candidates.carried() > 0) {
                candidates.drawUntimed(batch.samples(), ids, nowNanos);
            } else {
                batch.corrections()
                        .add(new RowBatch.Correction(
                                candidates.operation(), candidates.heaviest(), candidates.takeCarried()));
            }
        }
    }

    /** Takes back rows that the file did not take: each is lost itself, but others are to stand for what it stood for. */
    long notStored(SampleRows rows) {
        long givenBack = 0;
        for (int row = 0; row < rows.size(); row++) {
            if (rows.isPlain(row)) {
                Candidates candidates = candidates(rows.operation(row));
                candidates.notStored();
                addUntimed(rows.operation(row), rows.weight(row) - 1, rows.threadId(row));
                givenBack += rows.weight(row) - 1;
            }
        }
        return givenBack;
    }

    private void addCarrying() {
        for (Candidates candidates : byOperation) {
            if (candidates != null && candidates.isFresh() && candidates.carried() > 0) {
                active.add(candidates);
            }
        }
    }

    /** Halves what the operations hold that hold most. */
    private void makeRoom() {
        int most = 0;
        for (Candidates candidates : active) {
            most = Math.max(most, candidates.size());
        }
        held = 0;
        for (Candidates candidates : active) {
            if (candidates.size() > most / 2) {
                candidates.halve(random);
            }
            held += candidates.size();
        }
    }

    private Candidates candidates(int operation) {
        if (operation >= byOperation.length) {
            byOperation = Arrays.copyOf(byOperation, Math.max(operation + 1, byOperation.length * 2));
        }
        Candidates candidates = byOperation[operation];
        if (candidates == null) {
            candidates = new Candidates(operation, countdowns);
            byOperation[operation] = candidates;
        }
        return candidates;
    }
}

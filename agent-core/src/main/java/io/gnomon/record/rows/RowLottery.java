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
    private @Nullable Candidates[] byOperation = new Candidates[64];

    /** Those with calls since the last draw. */
    private final List<Candidates> active = new ArrayList<>();

    private long capacity;
    private long held;
    private long unrepresented;

    public RowLottery(TokenBucket budget, long nowNanos) {
        this.budget = budget;
        this.capacity = budget.available(nowNanos);
    }

    /** Adds calls of one thread, as a chunk holds them. */
    void add(long threadId, long[] longs, int from, int end) {
        int at = from;
        while (at < end) {
            int operation = SampleLayout.operation(longs[at + SampleLayout.META]);
            Candidates candidates = candidates(operation);
            int next = passed(operation, candidates.untilTaken(), longs, at, end);
            if (next > at) {
                candidates.pass((next - at) / SampleLayout.STRIDE);
            } else {
                take(
                        candidates,
                        SampleLayout.parent(longs[at + SampleLayout.META]),
                        threadId,
                        longs[at],
                        longs[at + SampleLayout.DURATION],
                        longs[at + SampleLayout.SELF]);
                next = at + SampleLayout.STRIDE;
            }
            at = next;
        }
    }

    /** Where those calls end that are of the operation and not to be taken. */
    private static int passed(int operation, long untilTaken, long[] longs, int from, int end) {
        long most = Math.min((end - from) / SampleLayout.STRIDE, untilTaken);
        int passedEnd = from + (int) most * SampleLayout.STRIDE;
        int at = from;
        while (at < passedEnd && SampleLayout.operation(longs[at + SampleLayout.META]) == operation) {
            at += SampleLayout.STRIDE;
        }
        return at;
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
    void addUntimed(int operation, long calls) {
        candidates(operation).addUntimed(calls);
        unrepresented += calls;
    }

    /**
     * Gives out the chosen rows.
     *
     * @param last whether there is no later draw: then each operation that has calls gets a row
     * @param alwaysStored rows that were stored since the last draw whatever the budget; they count against it
     */
    void draw(SampleRows rows, CallWindow.Output ids, boolean last, long alwaysStored, long nowNanos) {
        capacity = Math.max(0, budget.available(nowNanos) - alwaysStored);
        while (held > capacity) {
            makeRoom();
        }
        if (last) {
            addCarrying();
        }
        for (Candidates candidates : active) {
            unrepresented -= candidates.carried();
            candidates.draw(rows, ids, last);
            unrepresented += candidates.carried();
        }
        active.clear();
        budget.spend(held + alwaysStored);
        held = 0;
        capacity = budget.available(nowNanos);
    }

    /** Calls of past draws, and untimed ones, that no row stands for yet. */
    long unrepresented() {
        return unrepresented;
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
            candidates = new Candidates(operation);
            byOperation[operation] = candidates;
        }
        return candidates;
    }
}

package io.gnomon.record.throttle;

import io.gnomon.model.Operation;
import io.gnomon.model.OperationRegistry;
import io.gnomon.record.rollup.LiveRollups;
import io.gnomon.record.rollup.OperationRollup;
import io.gnomon.rules.TimingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps timing within the overhead budget: once a second it looks at how often each operation is called, and tells the
 * recorder of how many calls one is to be timed. It throttles at once, and loosens only what could have been looser for ten
 * seconds. For the writer thread.
 */
public final class Throttle {

    private static final long REVIEW_NANOS = 1_000_000_000L;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final long NO_CPU = -1;
    private static final int REVIEWS_BEFORE_LOOSENING = 10;

    /** By the coarse clock no call shorter than a tick is taken for one that takes two. */
    private static final long LEAST_SLOW_THRESHOLD_NANOS = 2 * GnomonThrottle.TICK_NANOS;

    /** What an operation's calls were at the last review, and what has been decided. */
    private static final class State {
        long calls;
        long timed;
        long nanos;
        double meanNanos;
        int exponent;

        /** Reviews that would have loosened, and the least loose of them. */
        int loosening;

        int loosestExponent;
    }

    private final double share;
    private final OperationRegistry operations;
    private final LiveRollups rollups;
    private final ThrottleSlots slots;
    private final LongSupplier processCpuNanos;
    private final ThrottleJournal journal;
    private final CoarseClock clock = new CoarseClock();
    private @Nullable OverheadBudget budget;
    private @Nullable State[] states = new State[64];
    private int throttled;
    private long lastReview = System.nanoTime();
    private long lastCpu = NO_CPU;

    /**
     * @param share of the process's CPU time that timing may take; infinite for no limit
     * @param processCpuNanos CPU time that the process has used; 0 if that is not known: then one core's is assumed
     * @param events takes what changes: a kind and a message
     */
    public Throttle(
            double share,
            OperationRegistry operations,
            LiveRollups rollups,
            ThrottleSlots slots,
            LongSupplier processCpuNanos,
            BiConsumer<String, String> events) {
        this.share = share;
        this.operations = operations;
        this.rollups = rollups;
        this.slots = slots;
        this.processCpuNanos = processCpuNanos;
        this.journal = new ThrottleJournal(operations, events);
    }

    /** Whether a review has to come though no calls may be read until then; in nanoseconds from {@code now}, or for ever. */
    public long nanosUntilReview(long now) {
        return throttled == 0 ? Long.MAX_VALUE : Math.max(0, lastReview + REVIEW_NANOS - now);
    }

    /** Whether a second has gone since the last review. */
    public boolean isDue(long now) {
        return share < Double.POSITIVE_INFINITY && now - lastReview >= REVIEW_NANOS;
    }

    /**
     * Looks at the calls that the rollups have got since the last time.
     *
     * @return whether throttles are to change: {@link #publish} has them do so
     */
    public boolean review(long now) {
        double seconds = (now - lastReview) / NANOS_PER_SECOND;
        lastReview = now;
        List<CallLoad> loads = new ArrayList<>();
        rollups.forEach(rollup -> {
            CallLoad load = load(rollup, seconds);
            if (load.callsPerSecond() > 0 || load.exponent() > 0) {
                loads.add(load);
            }
        });
        OverheadBudget limit = budget();
        if (throttled == 0 && limit.isFree(loads)) {
            // Without asking the system for what the process uses: most programs never come further than this.
            lastCpu = NO_CPU;
            return false;
        }
        long before = lastCpu;
        lastCpu = processCpuNanos.getAsLong();
        if (before == NO_CPU) {
            return false;
        }
        double used = lastCpu == 0 ? NANOS_PER_SECOND : (lastCpu - before) / seconds;
        boolean changed = decide(loads, limit.exponents(loads, used));
        journal.tell(now);
        return changed;
    }

    /** Notes in the events what is not in there yet. */
    public void tellRest() {
        journal.tellRest();
    }

    private OverheadBudget budget() {
        OverheadBudget known = budget;
        if (known == null) {
            TimingCost cost = TimingCost.measure();
            rollups.clockCost(cost.reading());
            known = new OverheadBudget(share, cost.nanos());
            budget = known;
        }
        return known;
    }

    private CallLoad load(OperationRollup rollup, double seconds) {
        int id = rollup.operation();
        State state = state(id);
        long calls = rollup.calls() - state.calls;
        long timed = rollup.timed() - state.timed;
        if (timed > 0) {
            state.meanNanos = (double) (rollup.timedNanos() - state.nanos) / timed;
        }
        state.calls = rollup.calls();
        state.timed = rollup.timed();
        state.nanos = rollup.timedNanos();
        return new CallLoad(id, Math.max(0, calls) / seconds, state.meanNanos, isThrottleable(id), state.exponent);
    }

    /** A manual timing is called by hand and has a cost of its own; and what is slow so soon, the coarse clock cannot see. */
    private boolean isThrottleable(int id) {
        Operation operation = operations.get(id);
        return operation != null
                && operation.method() != null
                && operation.mode() != TimingMode.EXACT
                && operation.slowThresholdNanos() >= LEAST_SLOW_THRESHOLD_NANOS;
    }

    private boolean decide(List<CallLoad> loads, int[] wanted) {
        boolean changed = false;
        for (int at = 0; at < wanted.length; at++) {
            CallLoad load = loads.get(at);
            State state = state(load.operation());
            int exponent = next(state, wanted[at]);
            if (exponent != state.exponent) {
                changed = true;
                journal.note(load, exponent);
                throttled += Integer.signum(exponent) - Integer.signum(state.exponent);
                state.exponent = exponent;
                slots.of(load.operation());
            }
        }
        return changed;
    }

    private static int next(State state, int wanted) {
        if (wanted >= state.exponent) {
            state.loosening = 0;
            return wanted;
        }
        state.loosestExponent = state.loosening == 0 ? wanted : Math.max(wanted, state.loosestExponent);
        if (++state.loosening < REVIEWS_BEFORE_LOOSENING) {
            return state.exponent;
        }
        state.loosening = 0;
        return state.loosestExponent;
    }

    /** Tells the recorder, and the rollups, which are to know of how many calls one was drawn. */
    public void publish() {
        if (throttled > 0) {
            clock.start();
        }
        int[] throttles = new int[states.length];
        for (int slot = 1; slot <= slots.size(); slot++) {
            int operation = slots.operation(slot);
            int exponent = state(operation).exponent;
            throttles[operation] = GnomonThrottle.encode(slot, exponent);
            rollups.throttled(operation, exponent);
        }
        GnomonThrottle.set(throttles);
        if (throttled == 0) {
            clock.stop();
        }
    }

    /** Takes all throttles off: nobody will look any more. */
    public void end() {
        for (State state : states) {
            if (state != null) {
                state.exponent = 0;
            }
        }
        throttled = 0;
        publish();
    }

    private State state(int operation) {
        if (operation >= states.length) {
            states = Arrays.copyOf(states, Math.max(operation + 1, states.length * 2));
        }
        State state = states[operation];
        if (state == null) {
            state = new State();
            states[operation] = state;
        }
        return state;
    }
}

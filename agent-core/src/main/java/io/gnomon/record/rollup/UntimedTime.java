package io.gnomon.record.rollup;

import io.gnomon.model.ClassCounts;
import io.gnomon.model.ClockCost;
import io.gnomon.model.Estimate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * Estimates the time of calls that have no sample: for all operations within the same ten seconds at once, because the figures
 * of callers and callees bound each other.
 *
 * <ul>
 *   <li>An operation took at least as long as those callees that were timed, and whose callers were not.
 *   <li>A caller took at least as long as all its callees. What its untimed callees took is no part of its self time; the
 *       recorder could not subtract it.
 * </ul>
 *
 * Where callees seem to have taken longer than their callers, by more than the estimates can be off, calls of the caller are
 * still running. They will have a self time that includes those callees; so the callers owe it until then.
 *
 * <p>For the writer thread.
 */
final class UntimedTime {

    /** Standard errors by which callees may seem to take too long. */
    private static final double STILL_RUNNING = 4;

    /** So many standard errors of it a self time is at least. */
    private static final double LEAST_SELF = 0.25;

    /** One caller's share in an operation's calls. */
    private record Edge(Bucket callee, int number) {
        Estimate time() {
            return callee.edges.untimed(number);
        }
    }

    private final IntFunction<OperationRollup> rollups;
    private final ClassCounts scratch = new ClassCounts();
    private final Map<Integer, Bucket> byOperation = new HashMap<>();
    private ClockCost clock = ClockCost.NONE;

    /** @param rollups finds an operation's rollup */
    UntimedTime(IntFunction<OperationRollup> rollups) {
        this.rollups = rollups;
    }

    /** Says what a reading of the clock takes. */
    void clock(ClockCost cost) {
        clock = cost;
    }

    ClockCost clock() {
        return clock;
    }

    /**
     * Estimates anew, for the buckets of each ten seconds together.
     *
     * @param last whether their time is over: then callers owe what they cannot have taken yet
     * @param changed is shown the buckets that are not as before
     */
    void estimate(Collection<Bucket> buckets, boolean last, Consumer<Bucket> changed) {
        Map<Long, List<Bucket>> byTime = new TreeMap<>();
        for (Bucket bucket : buckets) {
            byTime.computeIfAbsent(bucket.begin(), none -> new ArrayList<>()).add(bucket);
        }
        for (List<Bucket> ofOneTime : byTime.values()) {
            boolean anyChanged = ofOneTime.stream().anyMatch(Bucket::isDirty);
            if (last || anyChanged) {
                List<Bucket> estimated = estimate(ofOneTime, last);
                if (anyChanged) {
                    estimated.forEach(changed);
                }
            }
        }
    }

    /** Estimates for all buckets of the same ten seconds; returns those that may have changed. */
    private List<Bucket> estimate(Collection<Bucket> buckets, boolean last) {
        List<Bucket> untimed = new ArrayList<>();
        for (Bucket bucket : buckets) {
            if (bucket.measured.hasUntimed()) {
                untimed.add(bucket);
            }
        }
        if (untimed.isEmpty()) {
            return untimed;
        }
        buckets.forEach(bucket -> byOperation.put(bucket.owner().operation(), bucket));
        Map<Integer, Long> calleesOfUntimed = calleesOfUntimed(buckets);
        Map<Integer, List<Edge>> edges = new HashMap<>();
        for (Bucket bucket : untimed) {
            double least = calleesOfUntimed.getOrDefault(bucket.owner().operation(), 0L);
            Estimate time = bucket.measured.estimateUntimed(clock, scratch);
            bucket.estimated(bucket.measured.untimedCalls(), time.at(Math.max(least, time.value())));
            for (int edge = 0; edge < bucket.edges.size(); edge++) {
                edges.computeIfAbsent(bucket.edges.parent(edge), none -> new ArrayList<>())
                        .add(new Edge(bucket, edge));
            }
        }
        List<Bucket> changed = new ArrayList<>(untimed);
        for (Bucket caller : callers(edges, untimed)) {
            int operation = caller.owner().operation();
            if (!caller.measured.hasUntimed()) {
                changed.add(caller);
            }
            settle(
                    caller,
                    edges.getOrDefault(operation, List.of()),
                    calleesOfUntimed.getOrDefault(operation, 0L),
                    last);
        }
        if (last) {
            edges.forEach(this::oweWithoutCalls);
        }
        byOperation.clear();
        return changed;
    }

    /** Notes what callers owe of which no call has ended. */
    private void oweWithoutCalls(int caller, List<Edge> callees) {
        if (caller != 0 && !byOperation.containsKey(caller)) {
            OperationRollup owing = rollups.apply(caller);
            double owed = owing.owed();
            for (Edge edge : callees) {
                owed += edge.time().value();
            }
            owing.owe(owed);
        }
    }

    /** What those callees took that have a sample, but whose callers have none; by the callers' operation. */
    private Map<Integer, Long> calleesOfUntimed(Collection<Bucket> buckets) {
        Map<Integer, Long> sums = new HashMap<>();
        for (Bucket callee : buckets) {
            for (int edge = 0; edge < callee.edges.size(); edge++) {
                Bucket caller = byOperation.get(callee.edges.parent(edge));
                if (caller != null && caller.measured.hasUntimed()) {
                    sums.merge(caller.owner().operation(), callee.edges.knownSum(edge), Long::sum);
                }
            }
        }
        // The recorder has subtracted those of the timed callers from their self times.
        sums.replaceAll((operation, sum) -> {
            Bucket caller = byOperation.get(operation);
            return caller == null ? 0 : Math.max(0, sum - caller.measured.knownSum() + caller.measured.knownSelf());
        });
        return sums;
    }

    /** Callers before their callees: by what they took, for no callee takes longer. */
    private List<Bucket> callers(Map<Integer, List<Edge>> edges, List<Bucket> untimed) {
        List<Bucket> callers = new ArrayList<>(untimed);
        for (int operation : edges.keySet()) {
            Bucket caller = byOperation.get(operation);
            if (caller != null && !caller.measured.hasUntimed()) {
                callers.add(caller);
            }
        }
        callers.sort(Comparator.comparingDouble(Bucket::total).reversed());
        return callers;
    }

    /** Says what self time a caller has, and corrects its callees' shares to what it leaves to them. */
    private static void settle(Bucket caller, List<Edge> callees, long knownCallees, boolean last) {
        Estimate own = caller.untimed();
        Estimate asked = Estimate.NOTHING;
        for (Edge edge : callees) {
            asked = asked.plus(edge.time());
        }
        Estimate owed = Estimate.exactly(caller.owner().owed());
        double room = caller.measured.knownSelf() + own.value() - knownCallees;
        Estimate left =
                new Estimate(room, own.variance(), own.offset()).minus(asked).minus(owed);
        boolean stillRunning = left.value() < -STILL_RUNNING * left.error();
        // That the guess came out too low is no reason to say that the caller itself took no time.
        double self = callees.isEmpty() ? left.value() : Math.max(left.value(), LEAST_SELF * left.error());
        if (!stillRunning && asked.value() > 0) {
            double granted = Math.max(0, room - owed.value() - self) / asked.value();
            for (Edge edge : callees) {
                // A recursion's own calls are in its room.
                if (edge.callee() != caller) {
                    edge.callee().edges.correct(edge.number(), Math.min(1, granted));
                }
            }
        }
        caller.selfUntimed(left.at(self - caller.measured.knownSelf()));
        if (last) {
            caller.owner().owe(Math.max(0, stillRunning ? -left.value() : 0));
        }
    }
}

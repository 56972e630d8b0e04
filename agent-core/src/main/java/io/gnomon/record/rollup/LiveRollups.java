package io.gnomon.record.rollup;

import io.gnomon.model.ClassCounts;
import io.gnomon.model.ClockCost;
import io.gnomon.model.ClockStep;
import io.gnomon.model.Figures;
import io.gnomon.model.RunClock;
import io.gnomon.model.SampleLayout;
import io.gnomon.model.Ticks;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The rollups of all operations. A call belongs to the ten seconds in which it ended. Calls arrive thread by thread, so
 * one may come after others that ended later: the ten seconds before the open ones stay open too, and what is older still
 * is added to those.
 *
 * <p>For the writer thread.
 */
public final class LiveRollups {

    /** So many buckets whose time is over are to be written at once: memory must not grow with the time between flushes. */
    private static final int MANY_RETIRED = 10_000;

    /** So many buckets, and so many minutes, wait for a file that fails. A few hundred bytes each. */
    static final int MAX_UNWRITTEN = 50_000;

    private static final int MAX_SPARE = 1_000;

    /** Where finished figures go. */
    public interface Output {
        /**
         * Figures of a bucket, to be read at once; {@code seconds} is its length, 0 for the whole run. A later row
         * replaces an earlier one.
         */
        void rollup(int operation, int seconds, long bucketMicros, Figures figures) throws SQLException;

        /** One edge of a ten-second bucket, with its standard errors. A later row replaces an earlier one. */
        void edge(
                long bucketMicros, int parent, int operation, long count, long sumNanos, long countError, long sumError)
                throws SQLException;
    }

    private final OpenBuckets time;
    private final ArrayDeque<Bucket> spare = new ArrayDeque<>();
    private final Tallies tallies = new Tallies(new PlainCalls());
    private final UntimedTime untimedTime = new UntimedTime(this::rollup);
    private final Figures scratch = new Figures();
    private final ClassCounts packing = new ClassCounts();
    private @Nullable OperationRollup[] byOperation = new OperationRollup[64];

    /** Buckets that hold what the file does not. */
    private final List<Bucket> dirty = new ArrayList<>();

    /** Buckets whose time is over, to be added to their minute and run when the next flush begins. */
    private final List<Bucket> retired = new ArrayList<>();

    /** Buckets that were added to their minute and run, but may still be dirty. */
    private final List<Bucket> closed = new ArrayList<>();

    /** Operations whose minute or run the file does not have as it is. */
    private final List<OperationRollup> changed = new ArrayList<>();

    private LetGo letGo = LetGo.NOTHING;

    /** The open bucket to which all operations' buckets have been moved on. */
    private long alignedBegin;

    /** The first hour for which calls may still come. */
    private long firstOpenHour;

    public LiveRollups(RunClock clock) {
        time = new OpenBuckets(clock);
        alignedBegin = time.begin();
        firstOpenHour = Bucket.periodBegin(time.previousBegin(), Bucket.HOUR_MICROS);
    }

    /**
     * Adds samples, as a chunk holds them.
     *
     * @return how many they were, markers not counted
     */
    public int add(long[] longs, int from, int end) {
        int markers = 0;
        tallies.approach(longs, from, end);
        for (int at = from; at < end; at += SampleLayout.STRIDE) {
            long meta = longs[at + SampleLayout.META];
            if (SampleLayout.isMarker(meta)) {
                markers++;
                continue;
            }
            long duration = longs[at + SampleLayout.DURATION];
            long endNanos = longs[at] + duration;
            if (time.isOver(endNanos)) {
                open(endNanos);
            }
            boolean inOpen = time.hasBegun(endNanos);
            if (inOpen && SampleLayout.isPlain(meta) && Tallies.takes(duration)) {
                tallies.add(meta, duration, longs[at + SampleLayout.SELF]);
            } else {
                bucket(rollup(SampleLayout.operation(meta)), inOpen).add(longs, at, untimedTime.clock());
            }
        }
        return (end - from) / SampleLayout.STRIDE - markers;
    }

    /**
     * Adds a run, if the ten seconds that are open hold all of it.
     *
     * @return whether it was added; if not, its samples are to be added one by one
     */
    public boolean add(GnomonSamples run) {
        // Of one thread's calls none ended before the one that is before it.
        boolean inOpen = time.hasBegun(run.runEnd(0)) && !time.isOver(run.runEnd(run.runCalls() - 1));
        if (inOpen) {
            bucket(rollup(SampleLayout.operation(run.runMeta())), true).add(run);
        }
        return inOpen;
    }

    /**
     * Adds calls that were only counted. They ended between {@code sinceNanos} and {@code untilNanos}, evenly for all that
     * is known; but they are added where drawn calls can stand for them. After a {@link #tick}.
     *
     * @param calls a negative number takes some back
     * @param ticks what the coarse clock has seen of them
     */
    public void addUntimed(int operation, long calls, Ticks ticks, long sinceNanos, long untilNanos) {
        tallies.settle();
        OperationRollup rollup = rollup(operation);
        align(rollup);
        double before = shareBefore(rollup, sinceNanos, untilNanos);
        long callsBefore = Math.round(calls * before);
        Ticks ticksBefore = ticks.times(before);
        if (before > 0) {
            bucket(rollup, false).addUntimed(callsBefore, ticksBefore);
        }
        if (before < 1) {
            bucket(rollup, true).addUntimed(calls - callsBefore, ticks.minus(ticksBefore));
        }
    }

    /** Which share of the calls that ended between these times is added to the ten seconds before the open ones. */
    private double shareBefore(OperationRollup rollup, long sinceNanos, long untilNanos) {
        if (!hasTimed(rollup.previous())) {
            return 0;
        }
        if (!hasTimed(rollup.open())) {
            return 1;
        }
        double all = untilNanos - sinceNanos;
        double before = time.startNanos() - sinceNanos;
        return all <= 0 || before <= 0 ? 0 : Math.min(1, before / all);
    }

    /** Adds calls of which nothing but their number, and how many of them failed, is known. */
    public void addDropped(int operation, long calls, long failed) {
        tallies.settle();
        OperationRollup rollup = rollup(operation);
        align(rollup);
        boolean inOpen = hasTimed(rollup.open()) || !hasTimed(rollup.previous());
        bucket(rollup, inOpen).addDropped(calls, failed);
    }

    private static boolean hasTimed(@Nullable Bucket bucket) {
        return bucket != null && bucket.measured.timed() > 0;
    }

    /** Notes of how many of the operation's calls one is timed from now on; the binary logarithm. */
    public void throttled(int operation, int exponent) {
        rollup(operation).exponent(exponent);
    }

    /** Says what a reading of the clock takes: it is in all that was timed from now on. */
    public void clockCost(ClockCost cost) {
        untimedTime.clock(cost);
    }

    /** Shows the operations that have been called. */
    public void forEach(Consumer<OperationRollup> visitor) {
        tallies.settle();
        for (OperationRollup rollup : byOperation) {
            if (rollup != null) {
                visitor.accept(rollup);
            }
        }
    }

    /** Closes the buckets whose time is over, whether calls come or not. */
    public void tick(long nowNanos) {
        if (time.isOver(nowNanos)) {
            open(nowNanos);
        }
        // Where a call opened the bucket, the operations that rest have not been moved on yet.
        if (alignedBegin != time.begin()) {
            alignAll();
        }
    }

    /**
     * Has the clock's new time hold for the calls that end from now on; see {@link OpenBuckets#follow}.
     */
    public void follow(ClockStep step) {
        tallies.settle();
        tick(step.atNanos() - 1);
        if (time.follow(step)) {
            alignAll();
        }
    }

    private void alignAll() {
        alignedBegin = time.begin();
        for (OperationRollup rollup : byOperation) {
            if (rollup != null) {
                align(rollup);
            }
        }
    }

    /** Whether buckets wait for {@link #close}: their minute lacks them until then. */
    public boolean anyRetired() {
        return !retired.isEmpty();
    }

    /** Whether so many buckets wait for {@link #close} that a flush should not be put off. */
    public boolean isFull() {
        return retired.size() >= MANY_RETIRED;
    }

    /**
     * Adds the buckets whose time is over to their minute, hour and run.
     *
     * @param last whether the run ends here: then every bucket's time is over
     */
    public void close(boolean last) {
        tallies.settle();
        // All operations' buckets of one time are closed together: the estimates of one depend on those of others.
        if (alignedBegin != time.begin()) {
            alignAll();
        }
        if (last) {
            retireAll();
        }
        untimedTime.estimate(retired, true, this::touch);
        for (Bucket bucket : retired) {
            bucket.owner().close(bucket, scratch);
            change(bucket.owner());
            if (bucket.isDirty()) {
                closed.add(bucket);
            } else {
                reuse(bucket);
            }
        }
        retired.clear();
        endHours(last);
    }

    /**
     * What was given out is not in the file. It waits for the next time; but where the file has failed for so long that too
     * much waits, the oldest is let go. Minute and run still count the calls of buckets that are let go, and the run those of
     * minutes.
     */
    public void notWritten() {
        int tooMany = dirty.size() - MAX_UNWRITTEN;
        if (tooMany > 0) {
            // Some more than must be: it is not to be done again after each bucket.
            List<Bucket> oldest = closed.subList(0, Math.min(closed.size(), tooMany + MAX_UNWRITTEN / 10));
            for (Bucket bucket : oldest) {
                letGo = letGo.andBucket(bucket.begin());
            }
            dirty.removeAll(new HashSet<>(oldest));
            oldest.clear();
        }
        long minutes = changed.stream().mapToLong(OperationRollup::pastMinutes).sum();
        if (minutes > MAX_UNWRITTEN) {
            letPastMinutesGo();
        }
    }

    /** Lets the older half go, by time. */
    private void letPastMinutesGo() {
        LongSummaryStatistics waiting = changed.stream()
                .flatMap(rollup -> rollup.unwrittenPastMinutes().stream())
                .mapToLong(Period.Span::begin)
                .summaryStatistics();
        long until = waiting.getMin() + (waiting.getMax() - waiting.getMin()) / 2;
        for (OperationRollup rollup : changed) {
            for (Period.Span minute : rollup.forgetMinutes(until)) {
                letGo = letGo.andMinute(minute.begin());
            }
        }
    }

    /** What was let go since the last {@link #written}, because the file failed. */
    public LetGo letGo() {
        return letGo;
    }

    /** An hour is written once, when it is over: a row for each operation and hour, and each is complete. */
    private void endHours(boolean last) {
        long before = Bucket.periodBegin(time.previousBegin(), Bucket.HOUR_MICROS);
        long open = Bucket.periodBegin(time.begin(), Bucket.HOUR_MICROS);
        if (before == firstOpenHour && !last) {
            return;
        }
        firstOpenHour = before;
        forEach(rollup -> {
            if (last ? rollup.endHours() : rollup.endHoursBut(before, open)) {
                change(rollup);
            }
        });
    }

    private List<Bucket> openBuckets() {
        List<Bucket> buckets = new ArrayList<>();
        forEach(rollup -> {
            if (rollup.open() != null) {
                buckets.add(rollup.open());
            }
            if (rollup.previous() != null) {
                buckets.add(rollup.previous());
            }
        });
        return buckets;
    }

    /** Gives out all that changed since the last {@link #written}. Can be repeated. */
    public void write(Output output) throws SQLException {
        tallies.settle();
        untimedTime.estimate(openBuckets(), false, this::touch);
        for (Bucket bucket : dirty) {
            int operation = bucket.owner().operation();
            long start = bucket.begin();
            scratch.clear();
            bucket.addTo(scratch);
            output.rollup(operation, 10, start, scratch);
            bucket.edges.write((parent, count, sum, countError, sumError) ->
                    output.edge(start, parent, operation, count, sum, countError, sumError));
        }
        for (OperationRollup rollup : changed) {
            write(output, rollup, 60, rollup.unwrittenMinutes());
            write(output, rollup, 3_600, rollup.unwrittenHours());
            rollup.total(scratch);
            output.rollup(rollup.operation(), 0, 0, scratch);
        }
    }

    private void write(Output output, OperationRollup rollup, int seconds, List<Period.Span> spans)
            throws SQLException {
        for (Period.Span span : spans) {
            scratch.clear();
            scratch.add(span.figures());
            output.rollup(rollup.operation(), seconds, span.begin(), scratch);
        }
    }

    /** What was given out is durable. */
    public void written() {
        for (Bucket bucket : dirty) {
            bucket.written();
            if (bucket.begin() != time.begin()) {
                bucket.measured.pack(packing);
            }
        }
        dirty.clear();
        changed.forEach(OperationRollup::written);
        changed.clear();
        closed.forEach(this::reuse);
        closed.clear();
        letGo = LetGo.NOTHING;
    }

    private void reuse(Bucket bucket) {
        if (spare.size() < MAX_SPARE) {
            spare.add(bucket);
        }
    }

    /** The file is a new one: all that memory still holds is to be written to it. */
    public void beginAnew() {
        tallies.settle();
        retired.forEach(this::dirty);
        for (OperationRollup rollup : byOperation) {
            if (rollup != null) {
                dirty(rollup.previous());
                dirty(rollup.open());
                rollup.beginAnew();
                change(rollup);
            }
        }
    }

    private void dirty(@Nullable Bucket bucket) {
        if (bucket != null && bucket.touch()) {
            dirty.add(bucket);
        }
    }

    private void retireAll() {
        for (OperationRollup rollup : byOperation) {
            if (rollup != null) {
                if (rollup.previous() != null) {
                    retired.add(rollup.previous());
                }
                if (rollup.open() != null) {
                    retired.add(rollup.open());
                }
                rollup.previous(null);
                rollup.open(null);
            }
        }
    }

    private void change(OperationRollup rollup) {
        if (rollup.change()) {
            changed.add(rollup);
        }
    }

    private Bucket bucket(OperationRollup rollup, boolean inOpen) {
        Bucket known = inOpen ? rollup.open() : rollup.previous();
        long begin = inOpen ? time.begin() : time.previousBegin();
        Bucket bucket = known != null && known.begin() == begin ? known : begin(rollup, inOpen);
        touch(bucket);
        return bucket;
    }

    private void touch(Bucket bucket) {
        if (bucket.touch()) {
            dirty.add(bucket);
            change(bucket.owner());
        }
    }

    /** The operation's bucket where the table is now, made if there is none. */
    private Bucket begin(OperationRollup rollup, boolean inOpen) {
        align(rollup);
        if (inOpen) {
            Bucket bucket = spare(rollup, time.begin());
            rollup.open(bucket);
            return bucket;
        }
        Bucket previous = rollup.previous();
        if (previous == null) {
            previous = spare(rollup, time.previousBegin());
            rollup.previous(previous);
        }
        return previous;
    }

    /** Moves an operation's buckets on to where the table is. */
    private void align(OperationRollup rollup) {
        Bucket open = rollup.open();
        Bucket previous = rollup.previous();
        if (previous != null && previous.begin() != time.previousBegin()) {
            retired.add(previous);
            rollup.previous(null);
        }
        if (open != null && open.begin() != time.begin()) {
            rollup.open(null);
            open.measured.pack(packing);
            if (open.begin() == time.previousBegin()) {
                rollup.previous(open);
            } else {
                retired.add(open);
            }
        }
    }

    private Bucket spare(OperationRollup rollup, long begin) {
        Bucket bucket = spare.poll();
        if (bucket == null) {
            return new Bucket(rollup, begin);
        }
        bucket.reuse(rollup, begin);
        return bucket;
    }

    private OperationRollup rollup(int operation) {
        if (operation >= byOperation.length) {
            byOperation = Arrays.copyOf(byOperation, Math.max(operation + 1, byOperation.length * 2));
        }
        OperationRollup rollup = byOperation[operation];
        if (rollup == null) {
            rollup = new OperationRollup(operation);
            byOperation[operation] = rollup;
        }
        return rollup;
    }

    private void open(long nanoTime) {
        // What is noted belongs to the ten seconds that were open until now.
        tallies.settle();
        time.moveTo(nanoTime);
    }

    /** Adds plain calls to the open ten seconds. */
    private final class PlainCalls implements Tallies.Output {
        @Override
        public void calls(int operation, int caller, long calls, long sumNanos, long selfNanos) {
            bucket(rollup(operation), true).addPlain(caller, calls, sumNanos, selfNanos);
        }

        @Override
        public void durations(int operation, short[] classes, int from, int count, long minNanos, long maxNanos) {
            bucket(rollup(operation), true).measured.addDurations(classes, from, count, minNanos, maxNanos);
        }
    }
}

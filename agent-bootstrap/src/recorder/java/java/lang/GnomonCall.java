package java.lang;

import jdk.internal.vm.annotation.DontInline;
import jdk.internal.vm.annotation.ForceInline;

/**
 * One running call: a place in its thread's stack of running calls.
 *
 * <p>Places are made once per thread and depth and then used again, so that a call allocates nothing. A woven method
 * holds its own place, not its depth: so the stack heals by itself when the end of a deeper call was missed, as happens
 * where a StackOverflowError leaves no room to end it.
 *
 * <p>Only the owning thread writes; an agent thread may read what runs, and must expect torn values.
 */
public final class GnomonCall {

    /** {@link #timing}: timed by the precise clock, as every call of its operation is. */
    static final long EXACT = 0;

    /** {@link #timing}: drawn to be timed, of a throttled operation; a bit of the sample's meta. */
    static final long DRAWN = GnomonRecorder.DRAWN;

    /** {@link #timing}: counted, and begun by the coarse clock. */
    static final long COARSE = 1;

    /** {@link #timing}: the same, but taken back from the count, for it is to get a sample after all. */
    private static final long COARSE_UNCOUNTED = 2;

    final GnomonThread thread;
    final GnomonCall caller;

    /** How many calls run around this one; -1 for the bottom. */
    final int depth;

    /** The depth, where a sample's fourth long holds it. */
    private final long depthBits;

    int operation;

    /** How the call is timed. What is above 0 is timed by the coarse clock alone; anything else goes into the sample's meta. */
    long timing;

    /** By the precise clock, or by the coarse one. */
    long startNanos;

    /** What those monitored callees took that have a sample, in nanoseconds. */
    long childNanos;

    /**
     * The start of the call that was closed by hand while callees were still running, or by another thread: its sample is
     * written, its place is freed with the next end. A start, because another thread may be late and this place used again.
     * Its complement if the call has returned and no sample could be written.
     */
    long closedStart = Long.MIN_VALUE;

    /** A place in {@code thread}'s stack, below {@code caller}. */
    GnomonCall(GnomonThread thread, GnomonCall caller, int depth) {
        this.thread = thread;
        this.caller = caller;
        this.depth = depth;
        this.depthBits = (long) (depth < GnomonRecorder.MAX_DEPTH ? depth : GnomonRecorder.MAX_DEPTH) << 48;
    }

    /** The bottom of a stack: operation 0, the caller of roots. */
    static GnomonCall bottom(GnomonThread thread) {
        return new GnomonCall(thread, null, -1);
    }

    /** A call of no thread's. */
    static GnomonCall detached() {
        return new GnomonCall(null, null, 0);
    }

    /** When the call began, by {@link System#nanoTime()}. */
    public long startNanos() {
        return startNanos;
    }

    /** Notes that this call, which began at {@code start}, is recorded already. From any thread. */
    void markClosed(long start) {
        closedStart = start;
    }

    /** Whether this call is recorded already, and only its place is still taken. */
    boolean isClosed() {
        return closedStart == startNanos;
    }

    @ForceInline
    void begin(int newOperation, long newTiming) {
        operation = newOperation;
        timing = newTiming;
        startNanos = System.nanoTime();
    }

    /** Whether this call is only counted, and its start is that of the coarse clock. */
    boolean isCoarse() {
        return timing > 0;
    }

    void end(long now, long flags, Throwable failure) {
        GnomonThread owner = thread;
        if (owner == null || (owner.depth != depth + 1 && !owner.unwindTo(this, now))) {
            return;
        }
        GnomonCall above = caller;
        write(owner, above, now, flags, failure);
        // Last, so that a call whose end met a StackOverflowError still runs until it is recorded.
        owner.depth = depth;
    }

    @ForceInline
    void write(GnomonThread owner, GnomonCall above, long now, long flags, Throwable failure) {
        long start = startNanos;
        long duration = now - start;
        boolean quick = flags == 0
                && childNanos == 0
                && duration >= 0
                && duration < GnomonRecorder.quickNanos()
                && owner.addAgain(start, duration, meta(above, 0));
        if (!quick) {
            writeAny(owner, above, start, duration, flags, failure);
        }
        above.childNanos += duration;
    }

    private void writeAny(
            GnomonThread owner, GnomonCall above, long start, long duration, long flags, Throwable failure) {
        long found = flags;
        if (flags != 0 || duration >= GnomonRecorder.slowFloorNanos()) {
            found = GnomonRecorder.detail(owner, operation, start, duration, flags, failure);
        }
        if (found != 0) {
            // Slow and failed calls of a throttled operation are all recorded: each stands for itself alone.
            timing = EXACT;
        }
        owner.add(start, duration, duration - childNanos, meta(above, found));
    }

    /** Ends a call that is only counted and returns normally: mostly within a tick of the coarse clock. */
    @ForceInline
    void endCoarse() {
        GnomonThread owner = thread;
        int running = owner.depth;
        long start = startNanos;
        if (running == depth + 1 && GnomonThrottle.coarseNanos() == start) {
            // Not the place's depth, which is known later: the next call waits for this.
            owner.depth = running - 1;
        } else {
            endCoarse(System.nanoTime(), 0L, null);
        }
    }

    @DontInline
    void endCoarse(long now, long flags, Throwable failure) {
        GnomonThread owner = thread;
        if (owner.depth != depth + 1 && !owner.unwindTo(this, now)) {
            return;
        }
        long found = found(now, flags);
        if (found != 0) {
            writeCoarse(owner, now, found, failure);
            owner.depth = depth;
        } else {
            // Ended first: were it to meet a StackOverflowError below, it would be taken for a failed one.
            owner.depth = depth;
            noteTick(owner, now);
        }
    }

    /** The flags of a call that is only counted. */
    private long found(long now, long flags) {
        return GnomonRecorder.isSlow(operation, now - startNanos) ? flags | GnomonRecorder.SLOW : flags;
    }

    /** Notes that a call that is only counted was running when the coarse clock ticked; see {@link GnomonCounter#ticked}. */
    private void noteTick(GnomonThread owner, long now) {
        long ticked = coarseDuration(now - startNanos);
        if (ticked > 0) {
            owner.ticked(operation, ticked, now - GnomonThrottle.coarseNanos());
        }
    }

    /**
     * Writes the sample of a call that failed or was slow. It began at the coarse clock's reading or later, so the time since
     * that reading is the most that it can have taken: no slow call is missed, and one is taken for slow at most that was
     * a tick short of it. Of a failed call that was not slow the coarse clock's own difference is noted, which is right on
     * average; the most it can have taken would make many short failures look long. The end is known precisely in any case,
     * and the start follows from it: so a thread's samples stay in the order of their ends, and calls of one tick differ.
     */
    private void writeCoarse(GnomonThread owner, long now, long found, Throwable failure) {
        long longest = now - startNanos;
        long duration = (found & GnomonRecorder.SLOW) != 0 ? longest : coarseDuration(longest);
        long start = now - duration;
        GnomonRecorder.detail(owner, operation, start, duration, found | GnomonRecorder.COARSE, failure);
        GnomonCall above = caller;
        if (timing == COARSE) {
            // Once, though a StackOverflowError may come up before the sample is written: this call ends again then.
            owner.uncount(operation);
            timing = COARSE_UNCOUNTED;
        }
        long self = duration < childNanos ? 0 : duration - childNanos;
        owner.add(start, duration, self, coarseMeta(above, found));
        above.childNanos += duration;
    }

    private long coarseDuration(long longest) {
        long difference = GnomonThrottle.coarseNanos() - startNanos;
        long duration = difference < longest ? difference : longest;
        // Below 0 where the clock stood when the call began, or has been stopped since.
        return duration < 0 ? 0 : duration;
    }

    /** Writes the sample of a call whose own end was missed; failed, unless it is known to have returned. */
    void writeMissed(GnomonThread owner, long now) {
        long flags = closedStart == ~startNanos ? 0L : GnomonRecorder.ERROR;
        if (isCoarse()) {
            long found = found(now, flags);
            if (found != 0) {
                writeCoarse(owner, now, found, null);
            }
        } else {
            write(owner, caller, now, flags, null);
        }
    }

    /** Of a call that the precise clock timed. */
    @ForceInline
    private long meta(GnomonCall above, long flags) {
        return flags | timing | depthBits | (long) above.operation << 24 | operation;
    }

    private long coarseMeta(GnomonCall above, long flags) {
        return flags | GnomonRecorder.COARSE | depthBits | (long) above.operation << 24 | operation;
    }
}

package java.lang;

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

    final GnomonThread thread;
    final GnomonCall caller;

    /** How many calls run around this one; -1 for the bottom. */
    final int depth;

    /** The depth, where a sample's fourth long holds it. */
    private final long depthBits;

    int operation;
    long startNanos;

    /** What the monitored callees that have ended took, in nanoseconds. */
    long childNanos;

    /**
     * The start of the call that was closed by hand while callees were still running, or by another thread: its sample is
     * written, its place is freed with the next end. A start, because another thread may be late and this place used again.
     */
    private long closedStart = Long.MIN_VALUE;

    /** A place in {@code thread}'s stack, below {@code caller}. */
    GnomonCall(GnomonThread thread, GnomonCall caller, int depth) {
        this.thread = thread;
        this.caller = caller;
        this.depth = depth;
        this.depthBits = (long) Math.min(depth, GnomonRecorder.MAX_DEPTH) << 48;
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

    void end(long now, long flags, Throwable failure) {
        GnomonThread owner = thread;
        if (owner == null || (owner.depth != depth + 1 && !owner.unwindTo(this, now))) {
            return;
        }
        GnomonCall above = caller;
        write(owner, above, now, flags, failure);
        // Last, so that a call whose end met a StackOverflowError still runs, and is ended with its caller.
        owner.depth = depth;
    }

    @ForceInline
    void write(GnomonThread owner, GnomonCall above, long now, long flags, Throwable failure) {
        long start = startNanos;
        long duration = now - start;
        long found = flags;
        if (flags != 0 || duration >= GnomonRecorder.slowFloorNanos()) {
            found = GnomonRecorder.detail(owner, operation, start, duration, flags, failure);
        }
        owner.add(start, duration, duration - childNanos, found | depthBits | (long) above.operation << 24 | operation);
        above.childNanos += duration;
    }
}

package java.lang;

import jdk.internal.vm.annotation.DontInline;
import jdk.internal.vm.annotation.ForceInline;

/**
 * What the recorder keeps for one thread: its stack of running calls and, for a platform thread, its buffer.
 *
 * <p>A virtual thread has a stack of its own, because its calls stay open while it is unmounted, but no buffer: it writes
 * each sample into the buffer of the carrier it runs on. That needs no lock, because a virtual thread leaves its carrier
 * only where it blocks, and nothing between the choice of the buffer and the publishing of the sample blocks.
 *
 * <p>Used by its own thread only.
 */
final class GnomonThread {

    /** Instead of a depth: the agent is at work on this thread, and nothing is to be recorded. */
    private static final int GATE_CLOSED = Integer.MAX_VALUE;

    private static final int FIRST_PLACES = 4;

    /** There may be very many of them at a time. */
    private static final int FIRST_PLACES_OF_VIRTUAL = 2;

    final long id;
    final Thread thread;
    private final GnomonCall bottom;

    /** Null for a virtual thread. */
    private final GnomonBuffer buffer;

    /** Another thread that has the same place in the table of threads. */
    GnomonThread next;

    /** The places of running calls, by depth: the stack. It only grows. */
    GnomonCall[] places = new GnomonCall[0];

    /**
     * How many calls run. A number, not a reference to the innermost one: the collector has nothing to do with its
     * change. At least the number of places while the gate is closed, so that beginning a call costs one comparison.
     *
     * <p>The complement of the number if {@link #overflowed} and the calls inside it run no more but are still to be
     * recorded: the next call that begins or ends takes the cold path and does that.
     */
    int depth;

    /** The call that ended last of those whose ends overflowed the stack. */
    GnomonCall overflowed;

    /** When it ended; 0 if not even that could be found out. */
    long overflowedNanos;

    /** How many calls ran when the gate was closed. */
    private int behindGate;

    /** A failure that passed where the stack was short, by its identity hash: nothing of the application's is held. */
    private int passingFailure;

    /** The depth that it has to come up to before the stack is looked at again: that is slow where it is short. */
    private int nextLookDepth;

    GnomonThread(Thread thread) {
        this.thread = thread;
        this.id = GnomonThreads.id(thread);
        this.buffer = GnomonCarrier.isVirtual(thread) ? null : new GnomonBuffer(thread);
        this.bottom = GnomonCall.bottom(this);
    }

    boolean isVirtual() {
        return buffer == null;
    }

    /** Closes the gate; returns what to set {@link #depth} to when it opens again. */
    int pause() {
        int running = depth;
        if (running != GATE_CLOSED) {
            behindGate = running < 0 ? ~running : running;
        }
        depth = GATE_CLOSED;
        return running;
    }

    boolean isGateClosed() {
        return depth == GATE_CLOSED;
    }

    /** The innermost running call, or the bottom. Not while the gate is closed, or overflowed calls are to be settled. */
    GnomonCall top() {
        return depth == 0 ? bottom : places[depth - 1];
    }

    /**
     * The cold path of {@code enter}: the gate is closed, overflowed calls are to be settled, or a call reaches a new depth.
     *
     * @return whether there is a place for the call now; false where it is not to be recorded
     */
    @DontInline
    boolean hasPlace() {
        if (isGateClosed()) {
            return false;
        }
        settle();
        return depth < places.length || deepen();
    }

    private boolean deepen() {
        try {
            int known = places.length;
            int first = isVirtual() ? FIRST_PLACES_OF_VIRTUAL : FIRST_PLACES;
            GnomonCall[] more = new GnomonCall[known == 0 ? first : known * 2];
            System.arraycopy(places, 0, more, 0, known);
            for (int at = known; at < more.length; at++) {
                more[at] = new GnomonCall(this, at == 0 ? bottom : more[at - 1], at);
            }
            places = more;
            return true;
        } catch (OutOfMemoryError notForUs) {
            GnomonRecorder.countFailure();
            return false;
        }
    }

    /** Records the calls whose ends overflowed the stack, if there are such. Goes on where a further overflow ends it. */
    void settle() {
        if (depth >= 0) {
            return;
        }
        int running = ~depth == GATE_CLOSED ? behindGate : ~depth;
        int remaining = overflowed.depth;
        while (running > remaining) {
            GnomonCall missed = places[running - 1];
            if (!missed.isClosed()) {
                // Where the end is not known, the least that it can have taken: no slow call is made up.
                missed.writeMissed(
                        this, overflowedNanos == 0 ? missed.startNanos + missed.childNanos : overflowedNanos);
            }
            running = missed.depth;
            depth = ~running;
        }
        overflowed = null;
        depth = running;
    }

    /**
     * The cold path of an end: {@code call} is not the innermost one. Ends, as failed, the deeper calls whose own end was
     * missed.
     *
     * <p>No call ends while the gate is closed, for its code is further down the stack than the agent's. If it seems so,
     * then a StackOverflowError kept the agent from opening the gate.
     *
     * @return false if {@code call} is not running at all
     */
    @DontInline
    boolean unwindTo(GnomonCall call, long now) {
        if (isGateClosed()) {
            depth = behindGate;
        }
        settle();
        if (!isRunning(call)) {
            return false;
        }
        while (depth > call.depth + 1) {
            GnomonCall missed = top();
            if (!missed.isClosed()) {
                missed.writeMissed(this, now);
            }
            depth = missed.depth;
        }
        return true;
    }

    /** Ends a call that was begun by hand, perhaps before its callees have ended. */
    void close(GnomonCall call, long now, long flags, Throwable failure) {
        settle();
        if (!isRunning(call) || call.isClosed()) {
            return;
        }
        if (top() != call) {
            call.markClosed(call.startNanos);
            call.write(this, call.caller, now, flags, failure);
            return;
        }
        call.end(now, flags, failure);
        freeClosed();
    }

    /** Frees the places of innermost calls that are recorded already. */
    void freeClosed() {
        settle();
        while (depth > 0 && !isGateClosed() && top().isClosed()) {
            depth--;
        }
    }

    /** Whether the stack has room for the sink to take a detail, with that many calls running. */
    boolean hasRoomForDetail(Throwable failure, int running) {
        int hash = System.identityHashCode(failure);
        if (hash != 0 && hash == passingFailure && running > nextLookDepth) {
            return false;
        }
        boolean room = GnomonStack.hasRoomForDetail(failure);
        passingFailure = room ? 0 : hash;
        nextLookDepth = running - 64;
        return room;
    }

    /** Counts a call of a throttled operation; false if it is to be timed instead. */
    @ForceInline
    boolean countsOnly(int throttle) {
        GnomonBuffer target = buffer;
        if (target == null) {
            target = GnomonCarrier.unannounced(this);
        }
        return target.countsOnly(this, throttle);
    }

    /** Takes a call back that was counted. */
    void uncount(int operation) {
        GnomonBuffer target = buffer == null ? GnomonCarrier.unannounced(this) : buffer;
        target.uncount(this, GnomonThrottle.of(operation));
    }

    /** Notes that a call that is only counted was running when the coarse clock ticked; see {@link GnomonCounter#ticked}. */
    void ticked(int operation, long nanos, long sinceTick) {
        GnomonBuffer target = buffer == null ? GnomonCarrier.unannounced(this) : buffer;
        target.ticked(this, GnomonThrottle.of(operation), nanos, sinceTick);
    }

    private boolean isRunning(GnomonCall call) {
        return call.depth < depth && !isGateClosed();
    }

    /** Adds a leaf call of the same meta as the last, if there is room at once. */
    @ForceInline
    boolean addAgain(long start, long duration, long meta) {
        GnomonBuffer target = buffer;
        return target != null && target.addAgain(start, duration, meta);
    }

    void add(long start, long duration, long self, long meta) {
        GnomonBuffer target = buffer;
        if (target == null) {
            target = GnomonCarrier.buffer(this);
        }
        target.add(this, start, duration, self, meta);
    }
}

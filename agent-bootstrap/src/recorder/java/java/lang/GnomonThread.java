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
    private final boolean virtual;
    private GnomonBuffer buffer;

    /** The places of running calls, by depth: the stack. It only grows. */
    GnomonCall[] places = new GnomonCall[0];

    /**
     * How many calls run. A number, not a reference to the innermost one: the collector has nothing to do with its
     * change. At least the number of places while the gate is closed, so that beginning a call costs one comparison.
     */
    int depth = GATE_CLOSED;

    /** How many calls ran when the gate was closed. */
    private int behindGate;

    /** A failure that passed where the stack was short, by its identity hash: nothing of the application's is held. */
    private int passingFailure;

    /** The depth that it has to come up to before the stack is looked at again: that is slow where it is short. */
    private int nextLookDepth;

    /** Begins with the gate closed, until {@link #open}. */
    GnomonThread(Thread thread) {
        this.thread = thread;
        this.id = thread.getId();
        this.virtual = GnomonCarrier.isVirtual(thread);
        this.bottom = GnomonCall.bottom(this);
    }

    /** Gets the buffer of a platform thread and opens the gate. */
    void open() {
        if (!virtual) {
            buffer = GnomonBuffer.open(thread, id);
        }
        depth = 0;
    }

    boolean isVirtual() {
        return virtual;
    }

    /** Closes the gate; returns what to set {@link #depth} to when it opens again. */
    int pause() {
        int running = depth;
        if (running != GATE_CLOSED) {
            behindGate = running;
        }
        depth = GATE_CLOSED;
        return running;
    }

    boolean isGateClosed() {
        return depth == GATE_CLOSED;
    }

    /** The innermost running call, or the bottom. Not while the gate is closed. */
    GnomonCall top() {
        return depth == 0 ? bottom : places[depth - 1];
    }

    /**
     * The cold path of {@code enter}: the gate is closed, or a call reaches a new depth.
     *
     * @return the places, one at least for that depth; null where the call is not to be recorded
     */
    @DontInline
    GnomonCall[] deepen() {
        if (isGateClosed()) {
            return null;
        }
        try {
            int known = places.length;
            int first = virtual ? FIRST_PLACES_OF_VIRTUAL : FIRST_PLACES;
            GnomonCall[] more = new GnomonCall[known == 0 ? first : known * 2];
            System.arraycopy(places, 0, more, 0, known);
            for (int at = known; at < more.length; at++) {
                more[at] = new GnomonCall(this, at == 0 ? bottom : more[at - 1], at);
            }
            places = more;
            return more;
        } catch (OutOfMemoryError notForUs) {
            GnomonRecorder.countFailure();
            return null;
        }
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
        return target.countsOnly(throttle);
    }

    /** Takes a call back that was counted. */
    void uncount(int operation) {
        GnomonBuffer target = buffer == null ? GnomonCarrier.unannounced(this) : buffer;
        target.uncount(GnomonThrottle.of(operation));
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

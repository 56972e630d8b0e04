package java.lang;

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

    final long id;
    private final Thread thread;
    private final GnomonCall bottom;
    private final boolean virtual;
    private GnomonBuffer buffer;

    /** The innermost running call; the gate while nothing is to be recorded. */
    GnomonCall top;

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
        this.top = GnomonRecorder.GATE;
    }

    /** Gets the buffer of a platform thread and opens the gate. */
    void open() {
        if (!virtual) {
            buffer = GnomonBuffer.open(thread, id);
        }
        top = bottom;
    }

    GnomonCall pause() {
        GnomonCall running = top;
        top = GnomonRecorder.GATE;
        return running;
    }

    /** The cold path of {@code enter}: the gate is closed, or a call reaches a new depth. */
    GnomonCall deepen() {
        return top == GnomonRecorder.GATE ? GnomonRecorder.IGNORED : top.deepen();
    }

    /**
     * The cold path of an end: {@code call} is not the innermost one. Ends, as failed, the deeper calls whose own end was
     * missed.
     *
     * @return false if {@code call} is not running at all
     */
    boolean unwindTo(GnomonCall call, long now) {
        if (!isRunning(call)) {
            return false;
        }
        while (top != call) {
            GnomonCall missed = top;
            if (!missed.isClosed()) {
                missed.write(this, missed.caller, now, GnomonRecorder.ERROR, null);
            }
            top = missed.caller;
        }
        return true;
    }

    /** Ends a call that was begun by hand, perhaps before its callees have ended. */
    void close(GnomonCall call, long now, long flags, Throwable failure) {
        if (!isRunning(call) || call.isClosed()) {
            return;
        }
        if (top != call) {
            call.markClosed(call.startNanos);
            call.write(this, call.caller, now, flags, failure);
            return;
        }
        call.end(now, flags, failure);
        freeClosed();
    }

    /** Frees the places of innermost calls that are recorded already. */
    void freeClosed() {
        while (top.isClosed()) {
            top = top.caller;
        }
    }

    /** Whether the stack has room for the sink to take a detail of a call at {@code depth}. */
    boolean hasRoomForDetail(Throwable failure, int depth) {
        int hash = System.identityHashCode(failure);
        if (hash != 0 && hash == passingFailure && depth > nextLookDepth) {
            return false;
        }
        boolean room = GnomonStack.hasRoomForDetail();
        passingFailure = room ? 0 : hash;
        nextLookDepth = depth - 64;
        return room;
    }

    private boolean isRunning(GnomonCall call) {
        GnomonCall running = top;
        while (running != null && running != call) {
            running = running.caller;
        }
        return running != null;
    }

    @ForceInline
    void add(long start, long duration, long self, long meta) {
        GnomonBuffer target = buffer;
        if (target == null) {
            target = GnomonCarrier.buffer(id);
        }
        target.add(start, duration, self, meta);
    }
}

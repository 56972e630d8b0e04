package io.gnomon.pipeline;

import java.util.concurrent.locks.LockSupport;

/** How the writer rests: shortly after work, and longer and longer while there is none. */
final class IdleStrategy {

    private static final long SHORTEST_NANOS = 1_000_000L;
    private static final long LONGEST_NANOS = 50_000_000L;

    private long nextNanos = SHORTEST_NANOS;

    /** Rests once; returns early if somebody unparks the thread. */
    void idle(boolean worked) {
        nextNanos = worked ? SHORTEST_NANOS : Math.min(LONGEST_NANOS, nextNanos * 2);
        LockSupport.parkNanos(this, nextNanos);
    }
}

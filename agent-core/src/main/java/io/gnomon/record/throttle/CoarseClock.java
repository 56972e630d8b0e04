package io.gnomon.record.throttle;

import io.gnomon.part.AgentThreads;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Advances the recorder's coarse clock, every 10 ms, on a thread of its own; and only while somebody
 * needs it. Started and stopped by the writer thread.
 */
final class CoarseClock {

    /** What the clock shows while it stands: to no call it has been that since it began. */
    private static final long STANDS = Long.MIN_VALUE;

    private volatile boolean going;
    private @Nullable Thread thread;

    /** Lets the clock go; it shows the time when this returns. To be called again and again: its thread may have died. */
    void start() {
        Thread ticker = thread;
        if (going && ticker != null && ticker.isAlive()) {
            return;
        }
        if (ticker == null || !ticker.isAlive()) {
            ticker = AgentThreads.make("gnomon-clock", this::tick);
            ticker.start();
            thread = ticker;
        }
        going = true;
        GnomonThrottle.advance(System.nanoTime());
        LockSupport.unpark(ticker);
    }

    /** Lets the clock stand. */
    void stop() {
        going = false;
    }

    private void tick() {
        try {
            GnomonRecorder.pause();
            while (true) {
                if (going) {
                    GnomonThrottle.advance(System.nanoTime());
                    LockSupport.parkNanos(this, GnomonThrottle.TICK_NANOS);
                } else {
                    GnomonThrottle.advance(STANDS);
                    LockSupport.park(this);
                }
            }
        } finally {
            // A clock that showed the same time for ever would hide every slow call.
            GnomonThrottle.advance(STANDS);
        }
    }
}

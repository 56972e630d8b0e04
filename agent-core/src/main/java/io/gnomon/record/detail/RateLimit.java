package io.gnomon.record.detail;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Lets a burst through and then a steady rate, without waiting. For all threads. The generic cell rate algorithm: one
 * long, the time at which the allowance would be full again.
 */
final class RateLimit {

    private final long intervalNanos;
    private final long burstNanos;
    private final AtomicLong fullAt;

    RateLimit(int perSecond, int burst, long nowNanos) {
        this.intervalNanos = 1_000_000_000L / perSecond;
        this.burstNanos = intervalNanos * burst;
        this.fullAt = new AtomicLong(nowNanos);
    }

    boolean tryAcquire(long nowNanos) {
        while (true) {
            long full = fullAt.get();
            long next = (full - nowNanos < 0 ? nowNanos : full) + intervalNanos;
            if (next - nowNanos > burstNanos) {
                return false;
            }
            if (fullAt.compareAndSet(full, next)) {
                return true;
            }
        }
    }
}

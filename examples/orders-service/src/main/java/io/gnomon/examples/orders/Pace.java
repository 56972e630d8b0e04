package io.gnomon.examples.orders;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** When the requests of a load are due: at a fixed rate, or each as soon as the one before it is answered. */
final class Pace {

    private final long start = System.nanoTime();
    private final long intervalNanos;
    private final long limitNanos;

    /**
     * Starts now.
     *
     * @param perSecond requests a second, of all threads together; 0: as many as there can be
     * @param limit after which no request is due any more
     */
    Pace(int perSecond, Duration limit) {
        intervalNanos = perSecond == 0 ? 0 : TimeUnit.SECONDS.toNanos(1) / perSecond;
        limitNanos = limit.toNanos();
    }

    /**
     * Waits until a request is due; not at all if that moment is past.
     *
     * @param index the request's number, from 0, counted over all threads
     * @return whether it may be sent: not after the limit
     */
    boolean await(int index) throws InterruptedException {
        long due = index * intervalNanos;
        long now = System.nanoTime() - start;
        if (Math.max(due, now) >= limitNanos) {
            return false;
        }
        if (due > now) {
            TimeUnit.NANOSECONDS.sleep(due - now);
        }
        return true;
    }

    /**
     * When a request was due, by {@link System#nanoTime()}; now, if there is no fixed rate.
     *
     * @param index as for {@link #await}
     */
    long due(int index) {
        return intervalNanos == 0 ? System.nanoTime() : start + index * intervalNanos;
    }

    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}

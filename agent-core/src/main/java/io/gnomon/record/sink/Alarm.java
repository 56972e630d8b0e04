package io.gnomon.record.sink;

import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Lets one thread sleep until others find that it has something to do. While it is awake, ringing costs the others nothing. */
final class Alarm {

    private final AtomicReference<@Nullable Thread> sleeper = new AtomicReference<>();

    /** Has the JVM load and link all that those who ring need. */
    static void link() {
        Alarm trial = new Alarm();
        trial.sleeper.set(Thread.currentThread());
        trial.ring();
    }

    /**
     * Sleeps once, until {@link #ring} or an unpark, and no longer than that; perhaps shorter.
     *
     * @param needed whether there is something to do already; asked when those who ring can see the sleeper
     */
    void sleep(long nanos, BooleanSupplier needed) {
        sleeper.set(Thread.currentThread());
        if (!needed.getAsBoolean()) {
            LockSupport.parkNanos(this, nanos);
        }
        sleeper.set(null);
    }

    /** Whether anybody sleeps. From any thread. */
    boolean isSet() {
        return sleeper.get() != null;
    }

    /** Wakes the sleeper. Where several ring at once, only the first does the work. From any thread. */
    void ring() {
        Thread asleep = sleeper.get();
        if (asleep != null && sleeper.compareAndSet(asleep, null)) {
            LockSupport.unpark(asleep);
        }
    }
}

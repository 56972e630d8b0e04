package io.gnomon.benchmarks.subject;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** An application with little to do, or nothing: calls {@link Callee} a few times, and from then on at a steady rate. */
public final class LightLoad {

    private static final int CALLS_AT_FIRST = 100_000;
    private static final long INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private LightLoad() {}

    /**
     * Says when the first calls are made, and goes on until it is told to end.
     *
     * @param args how many calls a second to make from then on; a multiple of 200, or 0
     */
    public static void main(String[] args) throws IOException {
        int callsAtOnce = Math.toIntExact(Integer.parseInt(args[0]) * INTERVAL_NANOS / TimeUnit.SECONDS.toNanos(1));
        call(CALLS_AT_FIRST);
        if (callsAtOnce > 0) {
            Thread load = new Thread(() -> load(callsAtOnce), "load");
            load.setDaemon(true);
            load.start();
        }
        Dialogue.say("begun");
        Dialogue.await();
    }

    private static void load(int callsAtOnce) {
        long due = System.nanoTime();
        while (true) {
            call(callsAtOnce);
            due += INTERVAL_NANOS;
            LockSupport.parkNanos(due - System.nanoTime());
        }
    }

    private static void call(int count) {
        Callee callee = new Callee();
        for (int call = 0; call < count; call++) {
            callee.empty();
        }
    }
}

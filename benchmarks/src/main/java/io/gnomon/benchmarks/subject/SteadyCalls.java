package io.gnomon.benchmarks.subject;

import java.io.IOException;
import java.util.concurrent.locks.LockSupport;

/** Calls {@link Callee} at a steady rate that the agent can store row by row. */
public final class SteadyCalls {

    private static final int CALLS_AT_ONCE = 1_000;

    private final Callee callee = new Callee();
    private final long intervalNanos;
    private long due = System.nanoTime();

    private SteadyCalls(int callsPerSecond) {
        intervalNanos = 1_000_000_000L * CALLS_AT_ONCE / callsPerSecond;
    }

    /**
     * Makes calls for a warm-up and waits; then makes as many again as are to be measured, and waits.
     *
     * @param args calls a second, calls in the warm-up, calls to be measured; the latter two in thousands
     */
    public static void main(String[] args) throws IOException {
        SteadyCalls calls = new SteadyCalls(Integer.parseInt(args[0]));
        for (int phase = 1; phase < args.length; phase++) {
            calls.make(1_000 * Integer.parseInt(args[phase]));
            Dialogue.say("made");
            Dialogue.await();
        }
    }

    private void make(int count) {
        due = System.nanoTime();
        for (int made = 0; made < count; made += CALLS_AT_ONCE) {
            for (int call = 0; call < CALLS_AT_ONCE; call++) {
                callee.empty();
            }
            due += intervalNanos;
            LockSupport.parkNanos(due - System.nanoTime());
        }
    }
}

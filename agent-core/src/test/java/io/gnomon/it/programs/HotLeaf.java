package io.gnomon.it.programs;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;

/**
 * Calls methods of nanoseconds and of a microsecond within longer ones, in as many threads as the argument says, until a
 * line comes on standard input. Then it prints by its own clock how long the calls of {@code busy} took, in nanoseconds.
 */
public final class HotLeaf {

    private static final LongAdder BUSY_NANOS = new LongAdder();
    private static final long BUSY_AT_LEAST_NANOS = 1_000;

    private long sum;
    private long busyNanos;

    private HotLeaf() {}

    long leaf(int number) {
        sum += number;
        return sum;
    }

    long busy() {
        long start = System.nanoTime();
        long now = start;
        while (now - start < BUSY_AT_LEAST_NANOS) {
            now = System.nanoTime();
        }
        busyNanos += now - start;
        return now;
    }

    long outer() {
        long seen = 0;
        for (int round = 0; round < 200; round++) {
            for (int number = 0; number < 100; number++) {
                seen += leaf(number);
            }
            seen += busy();
        }
        return seen;
    }

    private static void callUntil(AtomicBoolean ended) {
        HotLeaf calls = new HotLeaf();
        long seen = 0;
        while (!ended.get()) {
            seen += calls.outer();
        }
        BUSY_NANOS.add(calls.busyNanos);
        if (seen == 0) {
            System.out.println("nothing");
        }
    }

    public static void main(String[] arguments) throws Exception {
        AtomicBoolean ended = new AtomicBoolean();
        Thread[] threads = new Thread[Integer.parseInt(arguments[0])];
        for (int thread = 0; thread < threads.length; thread++) {
            threads[thread] = new Thread(() -> callUntil(ended));
            threads[thread].start();
        }
        if (System.in.read() < 0) {
            throw new AssertionError("no line came");
        }
        ended.set(true);
        for (Thread thread : threads) {
            thread.join();
        }
        System.out.println(BUSY_NANOS.sum());
    }
}

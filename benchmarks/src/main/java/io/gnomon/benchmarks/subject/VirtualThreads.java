package io.gnomon.benchmarks.subject;

import java.lang.management.ManagementFactory;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;

/** Starts many virtual threads, each of which makes a few calls and blocks within one of them. JDK 21 or newer. */
public final class VirtualThreads {

    private static final int CALLS = 10;

    /** So that memory is bounded without the agent. */
    private static final int AT_ONCE = 10_000;

    private static final long PAUSE_NANOS = 100_000;

    private VirtualThreads() {}

    /**
     * Says when all threads have ended, and how much of the heap is in use then, and waits until it is told to end.
     *
     * @param args how many threads
     */
    public static void main(String[] args) throws Exception {
        int threads = Integer.parseInt(args[0]);
        // Loaded here: threads that wait for each other's loading of a class are pinned, whoever is to blame for the
        // loading.
        new VirtualCallee();
        Semaphore free = new Semaphore(AT_ONCE);
        // By reflection: this program is compiled for Java 17, which has none.
        ExecutorService executor = (ExecutorService)
                Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        for (int thread = 0; thread < threads; thread++) {
            free.acquire();
            executor.execute(() -> {
                work();
                free.release();
            });
        }
        free.acquire(AT_ONCE);
        executor.shutdown();
        Dialogue.say("calls made: " + (long) threads * CALLS);
        System.gc();
        System.gc();
        Dialogue.say("heap bytes in use: "
                + ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        Dialogue.await();
    }

    private static void work() {
        VirtualCallee callee = new VirtualCallee();
        for (int call = 0; call < CALLS; call++) {
            callee.call(call == CALLS / 2 ? PAUSE_NANOS : 0);
        }
    }

    /** Blocks, if it is to; {@code rules/virtual.yaml} names it. */
    private static final class VirtualCallee {
        void call(long pauseNanos) {
            if (pauseNanos > 0) {
                LockSupport.parkNanos(pauseNanos);
            }
        }
    }
}

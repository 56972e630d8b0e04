package io.gnomon.benchmarks.subject;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/**
 * Many threads that call many methods: each thread a share of them that is its own, and a few that all threads call.
 *
 * <p>Started with the name before the number in the classes' names, how many classes there are and how many methods each
 * has, how many threads to make, and for how many seconds they call.
 */
public final class ManyThreads {

    private static final int COMMON_METHODS = 20;
    private static final int CALLS_IN_A_ROW = 10;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final List<IntConsumer> classes;
    private final int methodsInClass;
    private final int threads;
    private final long nanos;

    private ManyThreads(List<IntConsumer> classes, int methodsInClass, int threads, long nanos) {
        this.classes = classes;
        this.methodsInClass = methodsInClass;
        this.threads = threads;
        this.nanos = nanos;
    }

    /** Says how much of the heap is in use when all calls are made and the threads rest, and waits until it is told to end. */
    public static void main(String[] args) throws Exception {
        List<IntConsumer> classes = Work.load(args[0], Integer.parseInt(args[1]));
        long nanos = TimeUnit.SECONDS.toNanos(Long.parseLong(args[4]));
        new ManyThreads(classes, Integer.parseInt(args[2]), Integer.parseInt(args[3]), nanos).run();
    }

    private void run() throws Exception {
        CountDownLatch called = new CountDownLatch(threads);
        CountDownLatch end = new CountDownLatch(1);
        for (int number = 0; number < threads; number++) {
            int thread = number;
            new Thread(() -> work(thread, called, end), "work-" + thread).start();
        }
        called.await();
        // Twice: what the first collection has found to be finalised or unreferenced, the second one frees.
        System.gc();
        System.gc();
        long used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        Dialogue.say("heap bytes in use: " + used);
        Dialogue.await();
        end.countDown();
    }

    private void work(int thread, CountDownLatch called, CountDownLatch end) {
        long start = System.nanoTime();
        while (System.nanoTime() - start < nanos) {
            callAll(thread);
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        called.countDown();
        try {
            end.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void callAll(int thread) {
        int share = classes.size() * methodsInClass / threads;
        for (int method = thread * share; method < (thread + 1) * share; method++) {
            call(method);
        }
        for (int method = 0; method < COMMON_METHODS; method++) {
            call(method);
        }
    }

    private void call(int method) {
        for (int call = 0; call < CALLS_IN_A_ROW; call++) {
            classes.get(method / methodsInClass).accept(method % methodsInClass);
        }
    }
}

package io.gnomon.it.programs;

import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * Threads that make a call and end, one after the other; then threads that make calls in a root that goes on; then, while
 * those live, tasks in the common pool. After each prints what the JVM says of the objects that are alive: {@code PHASE
 * CLASS INSTANCES BYTES}. Arguments: threads that end, threads in open roots, calls in each of those, tasks, and how many
 * bytes the JVM's longs may take.
 */
public final class Crowds {

    /** The JVM's own threads, and those that have just ended. */
    private static final int MANY = 500;

    private static final long[] NONE = {0, 0};

    /** For the compilers not to leave out what is called. */
    private static volatile long last;

    private Crowds() {}

    static long leaf(long value) {
        return value + 1;
    }

    static void root(int calls, CountDownLatch begun, CountDownLatch end) {
        for (int call = 0; call < calls; call++) {
            last = leaf(call);
        }
        begun.countDown();
        try {
            end.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private static void endedThreads(int threads) throws InterruptedException {
        for (int number = 0; number < threads; number++) {
            Thread thread = new Thread(() -> last = leaf(1));
            thread.start();
            thread.join();
        }
    }

    private static Thread[] openRoots(int threads, int calls, CountDownLatch end) throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(threads);
        Thread[] running = new Thread[threads];
        for (int number = 0; number < threads; number++) {
            running[number] = new Thread(null, () -> root(calls, begun, end), "root " + number, 128 * 1_024);
            running[number].start();
        }
        begun.await();
        return running;
    }

    private static void tasks(int tasks) {
        for (int task = 0; task < tasks; task++) {
            ForkJoinPool.commonPool().submit(() -> last = leaf(1)).join();
        }
    }

    /**
     * Waits until no more threads have buffers and no more longs are alive than that, or for half a minute: the agent has
     * to read all first. Then prints.
     */
    private static void histogram(String phase, long mostBuffers, long mostLongs)
            throws JMException, InterruptedException {
        long began = System.nanoTime();
        Map<String, long[]> alive = alive();
        while (System.nanoTime() - began < 30_000_000_000L
                && (alive.getOrDefault("java.lang.GnomonBuffer", NONE)[0] > mostBuffers
                        || alive.getOrDefault("[J", NONE)[1] > mostLongs)) {
            Thread.sleep(200);
            alive = alive();
        }
        alive.forEach((type, figures) -> System.out.println(phase + " " + type + " " + figures[0] + " " + figures[1]));
    }

    /** By class: instances and bytes. */
    private static Map<String, long[]> alive() throws JMException {
        String[] none = {};
        Object histogram = ManagementFactory.getPlatformMBeanServer()
                .invoke(
                        new ObjectName("com.sun.management:type=DiagnosticCommand"),
                        "gcClassHistogram",
                        new Object[] {none},
                        new String[] {String[].class.getName()});
        Map<String, long[]> alive = new HashMap<>();
        // Number, instances, bytes, class, and perhaps its module.
        histogram.toString().lines().map(line -> line.trim().split("\\s+")).forEach(line -> {
            if (line.length >= 4 && line[0].matches("\\d+:")) {
                alive.put(line[3], new long[] {Long.parseLong(line[1]), Long.parseLong(line[2])});
            }
        });
        return alive;
    }

    public static void main(String[] arguments) throws InterruptedException, JMException {
        endedThreads(Integer.parseInt(arguments[0]));
        histogram("ended", MANY, Long.MAX_VALUE);
        int threads = Integer.parseInt(arguments[1]);
        long mostLongs = Long.parseLong(arguments[4]);
        CountDownLatch end = new CountDownLatch(1);
        Thread[] open = openRoots(threads, Integer.parseInt(arguments[2]), end);
        histogram("open", threads + MANY, mostLongs);
        tasks(Integer.parseInt(arguments[3]));
        histogram("tasks", threads + MANY, mostLongs);
        end.countDown();
        for (Thread thread : open) {
            thread.join();
        }
        System.out.println("done " + last);
    }
}

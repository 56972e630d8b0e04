package io.gnomon.benchmarks.subject;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * Calls {@link Callee#empty()} as fast as it can, for some time, and then prints two lines: {@code calls} with how many calls
 * it has made, and {@code chunks} with how many chunks of samples Gnomon has in memory. Gnomon keeps the chunks that it has
 * made, so this is how many it ever needed at once.
 */
public final class FullSpeed {

    private static final int BATCH = 10_000;
    private static final String CHUNK = "java.lang.GnomonChunk";

    private FullSpeed() {}

    /**
     * Makes the calls.
     *
     * @param args how many threads make them, and for how many milliseconds
     */
    public static void main(String[] args) throws InterruptedException, ExecutionException, JMException {
        int threads = Integer.parseInt(args[0]);
        long nanos = TimeUnit.MILLISECONDS.toNanos(Long.parseLong(args[1]));
        ExecutorService callers = Executors.newFixedThreadPool(threads);
        List<Future<Long>> counts = new ArrayList<>();
        for (int thread = 0; thread < threads; thread++) {
            counts.add(callers.submit(() -> call(nanos)));
        }
        long calls = 0;
        for (Future<Long> count : counts) {
            calls += count.get();
        }
        System.out.println("calls " + calls);
        System.out.println("chunks " + liveInstances(CHUNK));
        callers.shutdown();
    }

    private static long call(long nanos) {
        Callee callee = new Callee();
        long start = System.nanoTime();
        long calls = 0;
        while (System.nanoTime() - start < nanos) {
            call(callee, BATCH);
            calls += BATCH;
        }
        return calls;
    }

    private static void call(Callee callee, int times) {
        for (int time = 0; time < times; time++) {
            callee.empty();
        }
    }

    /** As the JVM's own class histogram has it; 0 if there is no such class. */
    private static long liveInstances(String className) throws JMException {
        String histogram = (String) ManagementFactory.getPlatformMBeanServer()
                .invoke(
                        new ObjectName("com.sun.management:type=DiagnosticCommand"),
                        "gcClassHistogram",
                        new Object[] {null},
                        new String[] {String[].class.getName()});
        return histogram
                .lines()
                .map(line -> line.strip().split("\\s+", -1))
                .filter(words -> words.length > 3 && words[3].equals(className))
                .mapToLong(words -> Long.parseLong(words[1]))
                .sum();
    }
}

package io.gnomon.it.programs;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Calls a tiny method inside roots that are slow, or that fail, and nowhere else, until a line comes on standard input, and
 * a little longer. Prints how many calls it made of what. Arguments: {@code slow} or {@code failing}; {@code platform} or
 * {@code virtual}, the threads.
 */
public final class ThrottledInside {

    /** Fewer than the agent keeps of the calls of a thread whose root still runs. */
    private static final int CALLS = 3_000;

    private static final long PAUSE_MILLIS = 25;

    private ThrottledInside() {}

    static int tiny(int number) {
        return number + 1;
    }

    static int root(boolean fails) throws InterruptedException {
        int sum = 0;
        for (int call = 0; call < CALLS; call++) {
            sum = tiny(sum);
        }
        if (fails) {
            throw new IllegalStateException("expected");
        }
        Thread.sleep(PAUSE_MILLIS);
        return sum;
    }

    public static void main(String[] arguments) throws Exception {
        boolean fails = arguments[0].equals("failing");
        // Virtual threads by name, because this is compiled for an older JDK.
        ExecutorService executor = arguments[1].equals("virtual")
                ? (ExecutorService) Executors.class
                        .getMethod("newVirtualThreadPerTaskExecutor")
                        .invoke(null)
                : Executors.newSingleThreadExecutor();
        long roots = 0;
        long sum = 0;
        for (int more = 10; more > 0; more -= System.in.available() > 0 ? 1 : 0) {
            Future<Integer> root = executor.submit(() -> survived(() -> root(fails)));
            sum += root.get();
            roots++;
        }
        executor.shutdown();
        System.out.println("root " + roots);
        System.out.println("tiny " + roots * CALLS);
        System.out.println(sum >= 0 ? "done" : "overflow");
    }

    private static int survived(Callable<Integer> call) throws Exception {
        try {
            return call.call();
        } catch (IllegalStateException expected) {
            Thread.sleep(PAUSE_MILLIS);
            return 0;
        }
    }
}

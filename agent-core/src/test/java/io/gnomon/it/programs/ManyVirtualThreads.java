package io.gnomon.it.programs;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Nested calls on virtual threads, which block between their begin and their end. Compiled for an older JDK, hence the
 * look-up by name. They also yield, only to move to other carriers. Arguments: how many threads, and how many of them are slow.
 */
@SuppressWarnings("ThreadPriorityCheck")
public final class ManyVirtualThreads {

    private static final ReentrantLock LOCK = new ReentrantLock();
    private static final Object MONITOR = new Object();

    private ManyVirtualThreads() {}

    static int outer(int number, boolean slow) throws InterruptedException {
        int first = sleeping(slow ? 300 : 1);
        return first + locking(number) + parking(number);
    }

    static int sleeping(int millis) throws InterruptedException {
        Thread.sleep(millis);
        return inner(millis);
    }

    static int locking(int number) {
        LOCK.lock();
        try {
            Thread.yield();
            return inner(number);
        } finally {
            LOCK.unlock();
        }
    }

    static int parking(int number) {
        LockSupport.parkNanos(1_000);
        synchronized (MONITOR) {
            return inner(number);
        }
    }

    static int inner(int number) {
        Thread.yield();
        if (number == Integer.MIN_VALUE) {
            throw new IllegalStateException();
        }
        return number & 1;
    }

    public static void main(String[] arguments) throws Exception {
        int threads = Integer.parseInt(arguments[0]);
        int every = threads / Integer.parseInt(arguments[1]);
        ExecutorService executor = (ExecutorService)
                Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        List<Future<Integer>> answers = new ArrayList<>();
        for (int number = 0; number < threads; number++) {
            int own = number;
            answers.add(executor.submit(() -> outer(own, own % every == 0)));
        }
        long sum = 0;
        for (Future<Integer> answer : answers) {
            sum += answer.get();
        }
        executor.shutdown();
        System.out.println(sum >= 0 ? "done" : "overflow");
    }
}

package io.gnomon.benchmarks.service;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Does two things at the same time. */
final class Together {

    private Together() {}

    /**
     * Does both, each in a thread of its own, and waits for both.
     *
     * @return the first's result, and the second's
     * @throws IllegalStateException if one of them fails; its cause is the failure
     */
    static <T> List<T> run(Callable<T> first, Callable<T> second) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> result : threads.invokeAll(List.of(first, second))) {
                results.add(result.get());
            }
            return results;
        } catch (ExecutionException failure) {
            throw new IllegalStateException("one of two things done together failed", failure.getCause());
        } finally {
            threads.shutdown();
        }
    }
}

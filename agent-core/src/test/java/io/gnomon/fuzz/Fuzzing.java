package io.gnomon.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.gnomon.it.Repetitions;
import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Hands a parser thousands of wrong inputs, one after another, and fails with the seed of the first that it does not bear:
 * any exception that the test did not expect, more memory than any input is worth, or no end.
 */
public final class Fuzzing {

    /** One input, made from a mutator, and what must hold for it. */
    public interface Case {
        /** Tries one. */
        void run(Mutator mutator) throws Exception;
    }

    /** Far more than what any of these short inputs needs. */
    private static final long MOST_BYTES = 64L << 20;

    /** A parser that takes that long for a few hundred characters does not come to an end. */
    private static final long LIMIT_MILLIS = 300_000;

    private Fuzzing() {}

    /**
     * Tries inputs of the seeds from 0 on.
     *
     * @param cases how many in the full run; a tenth of them in the default build
     */
    public static void run(int cases, Case tried) throws InterruptedException {
        AtomicReference<String> now = new AtomicReference<>("");
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        for (int seed = 0; seed < Repetitions.of(cases); seed++) {
                            now.set("seed " + seed);
                            runOne(seed, tried);
                        }
                    } catch (Throwable unborne) {
                        failure.set(unborne);
                    }
                },
                "fuzzing");
        thread.setDaemon(true);
        thread.start();
        thread.join(LIMIT_MILLIS);
        if (thread.isAlive()) {
            AssertionError endless = new AssertionError(now.get() + " has not ended after " + LIMIT_MILLIS + " ms");
            endless.setStackTrace(thread.getStackTrace());
            throw endless;
        }
        Throwable unborne = failure.get();
        if (unborne != null) {
            throw new AssertionError(now.get() + ": " + unborne, unborne);
        }
    }

    private static void runOne(int seed, Case tried) throws Exception {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        tried.run(new Mutator(seed));
        long taken = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
        assertThat(taken).as("bytes allocated").isLessThan(MOST_BYTES);
    }
}

package io.gnomon.benchmarks.subject;

import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Finds how deep each method of {@link Recursion} gets before the stack ends, and prints one line for each: its name, the
 * levels in one MiB of stack, and the bytes of a level. The bytes come from the levels that a second MiB adds: so what the
 * JVM reserves at the end of a stack does not count.
 */
public final class FrameProbe {

    private static final int MIB = 1 << 20;
    private static final int WARM_DEPTH = 500;

    /** Overflows come as a surprise to compiled code, which is then compiled anew: the first ones are not looked at. */
    private static final int OVERFLOWS = 11;

    private final int rounds;

    private FrameProbe(int rounds) {
        this.rounds = rounds;
    }

    /**
     * Prints the lines.
     *
     * @param args how many times each method runs, 500 levels deep, before it is measured
     */
    public static void main(String[] args) throws InterruptedException {
        FrameProbe probe = new FrameProbe(Integer.parseInt(args[0]));
        long[] values = new long[8];
        probe.measure("count", Recursion::count);
        probe.measure("sum", Recursion::sum);
        probe.measure("mix", (recursion, level, bottom) -> recursion.mix(level, bottom, "text", values));
    }

    private void measure(String name, Descent descent) throws InterruptedException {
        warmUp(descent);
        int[] levels = new int[OVERFLOWS];
        int[] levelsInTwice = new int[OVERFLOWS];
        for (int at = 0; at < OVERFLOWS; at++) {
            levels[at] = overflow(descent, MIB);
            levelsInTwice[at] = overflow(descent, 2 * MIB);
            warmUp(descent);
        }
        int one = medianOfSecondHalf(levels);
        int two = medianOfSecondHalf(levelsInTwice);
        System.out.printf(Locale.ROOT, "%s %d %.1f%n", name, one, (double) MIB / (two - one));
    }

    private void warmUp(Descent descent) {
        Recursion recursion = new Recursion();
        for (int round = 0; round < rounds; round++) {
            descent.go(recursion, 0, WARM_DEPTH);
        }
    }

    private static int overflow(Descent descent, long stackBytes) throws InterruptedException {
        AtomicInteger deepest = new AtomicInteger();
        Thread thread = new Thread(null, () -> deepest.set(overflow(descent)), "descent", stackBytes);
        thread.start();
        thread.join();
        return deepest.get();
    }

    private static int overflow(Descent descent) {
        Recursion recursion = new Recursion();
        try {
            descent.go(recursion, 0, Integer.MAX_VALUE);
        } catch (StackOverflowError expected) {
            return recursion.deepest;
        }
        throw new IllegalStateException("the stack did not end");
    }

    private static int medianOfSecondHalf(int[] levels) {
        int[] late = Arrays.copyOfRange(levels, levels.length / 2, levels.length);
        Arrays.sort(late);
        return late[late.length / 2];
    }

    @FunctionalInterface
    private interface Descent {
        void go(Recursion recursion, int level, int bottom);
    }
}

package io.gnomon.benchmarks.subject;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

/**
 * One thread that calls methods in turn as fast as it can, for a while; says every second how many calls it has made.
 *
 * <p>Started with the name before the number in the classes' names, how many classes there are and how many methods each
 * has, and the seconds.
 */
public final class MethodsInTurn {

    /** So that the clock is looked at seldom. */
    private static final int CALLS_BETWEEN_LOOKS = 100_000;

    private MethodsInTurn() {}

    /** Calls, and waits until it is told to end. */
    public static void main(String[] args) throws Exception {
        List<IntConsumer> classes = Work.load(args[0], Integer.parseInt(args[1]));
        IntConsumer[] work = classes.toArray(IntConsumer[]::new);
        int methods = Integer.parseInt(args[2]);
        long calls = 0;
        for (int second = 1; second <= Integer.parseInt(args[3]); second++) {
            calls += callForASecond(work, methods);
            Dialogue.say("calls so far: " + calls);
        }
        Dialogue.await();
    }

    private static long callForASecond(IntConsumer[] classes, int methods) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
        long calls = 0;
        while (System.nanoTime() < end) {
            for (int call = 0; call < CALLS_BETWEEN_LOOKS; call += classes.length * methods) {
                for (IntConsumer work : classes) {
                    callEach(work, methods);
                }
                calls += (long) classes.length * methods;
            }
        }
        return calls;
    }

    private static void callEach(IntConsumer work, int methods) {
        for (int method = 0; method < methods; method++) {
            work.accept(method);
        }
    }
}

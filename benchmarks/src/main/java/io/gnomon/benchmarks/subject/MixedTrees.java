package io.gnomon.benchmarks.subject;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

/**
 * One thread that calls methods which call each other, as fast as it can, as a program in a script language does: in deep
 * trees, hardly two calls of the same method in a row, some methods called by hundreds of others and most by a few. Says
 * every second how many calls it has made.
 *
 * <p>Started with the name before the number in the classes' names, how many classes there are and how many methods each
 * has, and the seconds.
 */
public final class MixedTrees {

    /** How many different methods one method calls: the first of them in every second call of the method, and so on. */
    private static final int CALLEES = 4;

    private static final int DEEPEST = 60;
    private static final int CALLS_IN_TREE = 2_000;

    private static IntConsumer[] classes = {};
    private static int[][] callees = {};
    private static int methodsInClass;
    private static long random = 1;
    private static int depth;
    private static int left;

    private MixedTrees() {}

    /** Calls, and waits until it is told to end. */
    public static void main(String[] args) throws Exception {
        classes = Work.load(args[0], Integer.parseInt(args[1])).toArray(IntConsumer[]::new);
        methodsInClass = Integer.parseInt(args[2]);
        callees = callGraph(classes.length * methodsInClass);
        long calls = 0;
        for (int second = 1; second <= Integer.parseInt(args[3]); second++) {
            calls += callForASecond();
            Dialogue.say("calls so far: " + calls);
        }
        Dialogue.await();
    }

    private static int[][] callGraph(int methods) {
        SplittableRandom choice = new SplittableRandom(1);
        int[][] graph = new int[methods][CALLEES];
        for (int[] chosen : graph) {
            for (int callee = 0; callee < CALLEES; callee++) {
                double draw = choice.nextDouble();
                chosen[callee] = (int) (methods * draw * draw * draw);
            }
        }
        return graph;
    }

    private static long callForASecond() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
        long calls = 0;
        while (System.nanoTime() < end) {
            left = CALLS_IN_TREE;
            call((int) ((next() * callees.length) >>> Integer.SIZE));
            calls += CALLS_IN_TREE - left;
        }
        return calls;
    }

    private static void call(int method) {
        left--;
        classes[method / methodsInClass].accept(method % methodsInClass);
    }

    /** What each of the methods does: it calls none to three others. */
    public static void callees(int method) {
        if (depth == DEEPEST) {
            return;
        }
        depth++;
        long draw = next();
        int calls = (int) (draw & 7);
        for (int call = calls < 2 ? 0 : calls < 6 ? 1 : calls - 4; call > 0 && left > 0; call--) {
            draw >>>= 3;
            int callee = Math.min(CALLEES - 1, Long.numberOfTrailingZeros(draw));
            call(callees[method][callee]);
        }
        depth--;
    }

    /** 32 random bits. */
    private static long next() {
        random ^= random << 13;
        random ^= random >>> 7;
        random ^= random << 17;
        return random >>> Integer.SIZE;
    }
}

package io.gnomon.it.programs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;

/**
 * Calls tiny methods without a pause until a line comes on standard input, then does what it was asked for, and prints how
 * many calls it made of what. Arguments: one of the {@code case} labels below, and a seed.
 */
public final class HotCalls {

    private static final int BATCH = 100_000;
    private static final int KNOWN_CALLS = 100_000_000;
    private static final int SLOW = 20;
    private static final int FAILING = 1_000;
    private static final long SLOW_MILLIS = 330;

    private static final LongAdder TINY = new LongAdder();
    private static final LongAdder OTHER = new LongAdder();
    private static final LongAdder FAILED = new LongAdder();

    private enum Kind {
        NORMAL,
        SLOW,
        FAILING
    }

    private HotCalls() {}

    static int tiny(int number, Kind kind) {
        return kind == Kind.NORMAL ? number + 1 : special(number, kind);
    }

    /** As hot as the other one. */
    static int other(int number) {
        return number + 2;
    }

    static int recursive(int depth) {
        return depth == 0 ? 1 : 1 + recursive(depth - 1);
    }

    private static int special(int number, Kind kind) {
        if (kind == Kind.FAILING) {
            throw new IllegalStateException("call " + number);
        }
        try {
            Thread.sleep(SLOW_MILLIS);
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
        return number;
    }

    /** Calls {@code tiny} with these numbers; those between with the given ones, which are in ascending order. */
    static int around(int from, int to, int[] specials, Kind[] kinds) {
        int sum = 0;
        int at = Arrays.binarySearch(specials, from);
        int next = at < 0 ? -at - 1 : at;
        for (int number = from; number < to; number++) {
            if (next < specials.length && specials[next] == number) {
                sum += specialCall(number, kinds[next]);
                next++;
            } else {
                sum += tiny(number, Kind.NORMAL);
            }
        }
        TINY.add(to - from);
        return sum;
    }

    private static int specialCall(int number, Kind kind) {
        try {
            return tiny(number, kind);
        } catch (IllegalStateException expected) {
            if (("call " + number).equals(expected.getMessage())) {
                FAILED.increment();
            }
            return 0;
        }
    }

    private static int normalCalls(int calls) {
        return around(0, calls, new int[0], new Kind[0]);
    }

    public static void main(String[] arguments) throws Exception {
        String what = arguments[0];
        Random random = new Random(Long.parseLong(arguments[1]));
        long sum = untilALineComes(what);
        switch (what) {
            case "known" -> sum += knownCalls(random);
            case "recursive" -> sum += recursions(100_000);
            case "threads" -> sum += threads(Executors.newFixedThreadPool(4), Executors.newCachedThreadPool());
            case "virtual threads" -> {
                // By name, because this is compiled for an older JDK.
                ExecutorService virtual = (ExecutorService) Executors.class
                        .getMethod("newVirtualThreadPerTaskExecutor")
                        .invoke(null);
                sum += threads(virtual, virtual);
            }
            default -> sum++;
        }
        System.out.println("tiny " + TINY.sum());
        System.out.println("other " + OTHER.sum());
        System.out.println("failed " + FAILED.sum());
        System.out.println(sum == 0 ? "nothing" : "done");
    }

    private static long untilALineComes(String what) throws IOException {
        long sum = 0;
        while (System.in.available() == 0) {
            switch (what) {
                case "recursive" -> sum += recursions(BATCH / 10);
                case "two operations" -> {
                    sum += normalCalls(BATCH);
                    for (int number = 0; number < BATCH; number++) {
                        sum += other(number);
                    }
                    OTHER.add(BATCH);
                }
                default -> sum += normalCalls(BATCH);
            }
        }
        return sum;
    }

    private static long recursions(int roots) {
        long sum = 0;
        for (int root = 0; root < roots; root++) {
            sum += recursive(9);
        }
        OTHER.add(roots);
        return sum;
    }

    private static long knownCalls(Random random) {
        int[] specials =
                random.ints(0, KNOWN_CALLS).distinct().limit(SLOW + FAILING).toArray();
        Arrays.sort(specials);
        Kind[] kinds = new Kind[specials.length];
        Arrays.fill(kinds, Kind.FAILING);
        random.ints(0, specials.length).distinct().limit(SLOW).forEach(slow -> kinds[slow] = Kind.SLOW);
        long sum = 0;
        for (int from = 0; from < KNOWN_CALLS; from += BATCH) {
            sum += around(from, from + BATCH, specials, kinds);
        }
        return sum;
    }

    /** Few threads that live long, and many that end soon; every thousandth call fails. */
    private static long threads(ExecutorService few, ExecutorService many) throws Exception {
        List<Future<Integer>> answers = new ArrayList<>();
        int[] specials = {7, 999};
        Kind[] kinds = {Kind.FAILING, Kind.FAILING};
        for (int task = 0; task < 4; task++) {
            answers.add(few.submit(() -> around(0, 20 * BATCH, specials, kinds)));
        }
        for (int task = 0; task < 300; task++) {
            answers.add(many.submit(() -> {
                int before = around(0, 500, specials, kinds);
                Thread.sleep(1);
                return before + around(500, 1_500, specials, kinds);
            }));
        }
        long sum = 0;
        for (Future<Integer> answer : answers) {
            sum += answer.get();
        }
        few.shutdown();
        many.shutdown();
        return sum;
    }
}

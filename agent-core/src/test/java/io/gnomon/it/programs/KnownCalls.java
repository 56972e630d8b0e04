package io.gnomon.it.programs;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.LongAdder;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Threads that make a known number of calls of twenty operations, nested, failing and slow ones among them. Prints what
 * it did: {@code calls OPERATION COUNT}, {@code errors ...}, {@code slow ...}, {@code edge PARENT OPERATION COUNT}.
 *
 * <p>Arguments: threads, rounds per thread, milliseconds that a slow call takes.
 */
public final class KnownCalls {

    private static final Map<String, LongAdder> DONE = new ConcurrentSkipListMap<>();

    private static final String NOBODY = "-";

    private final RandomGenerator random;
    private final long slowMillis;
    private int slowLeft = 2;

    private KnownCalls(long seed, long slowMillis) {
        this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        this.slowMillis = slowMillis;
    }

    public static void main(String[] arguments) throws InterruptedException {
        int threads = Integer.parseInt(arguments[0]);
        int rounds = Integer.parseInt(arguments[1]);
        long slowMillis = Long.parseLong(arguments[2]);
        CountDownLatch start = new CountDownLatch(1);
        Thread[] running = new Thread[threads];
        for (int index = 0; index < threads; index++) {
            KnownCalls calls = new KnownCalls(index, slowMillis);
            running[index] = new Thread(() -> {
                try {
                    start.await();
                } catch (InterruptedException interrupted) {
                    throw new IllegalStateException(interrupted);
                }
                for (int round = 0; round < rounds; round++) {
                    calls.round(round == rounds / 2);
                }
            });
            running[index].start();
        }
        start.countDown();
        for (Thread thread : running) {
            thread.join();
        }
        DONE.forEach((what, count) -> System.out.println(what + " " + count));
    }

    private void round(boolean slow) {
        int first = random.nextInt(20);
        try {
            call(NOBODY, first, slow);
        } catch (IllegalStateException expected) {
            // Counted where it was thrown.
        }
    }

    /** Calls operation {@code number}; it calls up to two of higher numbers, so that each root ends. */
    private boolean call(String parent, int number, boolean slow) {
        String name = name(number);
        count("calls " + name);
        count("edge " + parent + " " + name);
        boolean failed = true;
        boolean wasSlow = false;
        try {
            wasSlow = operation(number, slow);
            failed = false;
            return wasSlow;
        } catch (SlowFailure failure) {
            wasSlow = true;
            throw failure;
        } finally {
            if (failed) {
                count("errors " + name);
            }
            if (wasSlow) {
                count("slow " + name);
            }
        }
    }

    private boolean operation(int number, boolean slow) {
        return switch (number) {
            case 0 -> op00(slow);
            case 1 -> op01(slow);
            case 2 -> op02(slow);
            case 3 -> op03(slow);
            case 4 -> op04(slow);
            case 5 -> op05(slow);
            case 6 -> op06(slow);
            case 7 -> op07(slow);
            case 8 -> op08(slow);
            case 9 -> op09(slow);
            case 10 -> op10(slow);
            case 11 -> op11(slow);
            case 12 -> op12(slow);
            case 13 -> op13(slow);
            case 14 -> op14(slow);
            case 15 -> op15(slow);
            case 16 -> op16(slow);
            case 17 -> op17(slow);
            case 18 -> op18(slow);
            default -> op19(slow);
        };
    }

    private boolean body(int number, boolean slow) {
        boolean wasSlow = false;
        if (number < 19 && random.nextInt(3) != 0) {
            wasSlow = call(name(number), number + 1 + random.nextInt(19 - number), slow);
        }
        if (slow && !wasSlow && slowLeft > 0) {
            slowLeft--;
            sleep();
            wasSlow = true;
        }
        if (number < 19 && random.nextInt(4) == 0) {
            wasSlow |= callCatching(number);
        }
        if (random.nextInt(10) == 0) {
            throw wasSlow ? new SlowFailure() : new IllegalStateException("failed in " + name(number));
        }
        return wasSlow;
    }

    /** A second callee, whose failure this one survives. */
    private boolean callCatching(int number) {
        try {
            return call(name(number), 19, false);
        } catch (IllegalStateException survived) {
            return false;
        }
    }

    private void sleep() {
        long end = System.nanoTime() + slowMillis * 1_000_000;
        while (System.nanoTime() < end) {
            try {
                Thread.sleep(1);
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
        }
    }

    private static String name(int number) {
        return number < 10 ? "op0" + number : "op" + number;
    }

    private static void count(String what) {
        DONE.computeIfAbsent(what, ignored -> new LongAdder()).increment();
    }

    /** A failure of a call that was slow, too. */
    private static final class SlowFailure extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        SlowFailure() {
            super("slow, and failed");
        }
    }

    boolean op00(boolean slow) {
        return body(0, slow);
    }

    boolean op01(boolean slow) {
        return body(1, slow);
    }

    boolean op02(boolean slow) {
        return body(2, slow);
    }

    boolean op03(boolean slow) {
        return body(3, slow);
    }

    boolean op04(boolean slow) {
        return body(4, slow);
    }

    boolean op05(boolean slow) {
        return body(5, slow);
    }

    boolean op06(boolean slow) {
        return body(6, slow);
    }

    boolean op07(boolean slow) {
        return body(7, slow);
    }

    boolean op08(boolean slow) {
        return body(8, slow);
    }

    boolean op09(boolean slow) {
        return body(9, slow);
    }

    boolean op10(boolean slow) {
        return body(10, slow);
    }

    boolean op11(boolean slow) {
        return body(11, slow);
    }

    boolean op12(boolean slow) {
        return body(12, slow);
    }

    boolean op13(boolean slow) {
        return body(13, slow);
    }

    boolean op14(boolean slow) {
        return body(14, slow);
    }

    boolean op15(boolean slow) {
        return body(15, slow);
    }

    boolean op16(boolean slow) {
        return body(16, slow);
    }

    boolean op17(boolean slow) {
        return body(17, slow);
    }

    boolean op18(boolean slow) {
        return body(18, slow);
    }

    boolean op19(boolean slow) {
        return body(19, slow);
    }
}

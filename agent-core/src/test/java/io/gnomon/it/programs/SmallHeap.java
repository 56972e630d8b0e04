package io.gnomon.it.programs;

import io.gnomon.api.Monitored;

/** Does a lot with little memory: {@code calls SECONDS THREADS}, {@code errors NUMBER}, {@code threads NUMBER}. */
public final class SmallHeap {

    private static final int TYPES = 20;
    private static final int DEPTH = 1_000;

    /** Each is another type to the agent. */
    @SuppressWarnings("serial")
    private static final class Failure extends RuntimeException {
        Failure(String message) {
            super(message);
        }
    }

    private SmallHeap() {}

    public static void main(String[] arguments) throws Exception {
        int number = Integer.parseInt(arguments[1]);
        switch (arguments[0]) {
            case "calls" -> calls(number, Integer.parseInt(arguments[2]));
            case "errors" -> errors(number);
            default -> threads(number);
        }
        System.out.println("done");
    }

    private static void calls(int seconds, int threadCount) throws InterruptedException {
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        Thread[] threads = new Thread[threadCount];
        for (int at = 0; at < threadCount; at++) {
            threads[at] = new Thread(() -> {
                while (System.nanoTime() < end) {
                    for (int call = 0; call < 1_000; call++) {
                        call(call);
                    }
                }
            });
            threads[at].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    @Monitored("call")
    static int call(int number) {
        return leaf(number) + 1;
    }

    @Monitored("leaf")
    static int leaf(int number) {
        return number % 7;
    }

    private static void errors(int number) {
        for (int error = 0; error < number; error++) {
            try {
                deep(DEPTH, error);
            } catch (RuntimeException expected) {
                // That is what this is about.
            }
        }
    }

    private static int deep(int depth, int error) {
        return depth == 0 ? failing(error) : deep(depth - 1, error) + 1;
    }

    @Monitored("failing")
    static int failing(int error) {
        RuntimeException failure = switch (error % TYPES) {
            case 0 -> new IllegalStateException(message(error));
            case 1 -> new IllegalArgumentException(message(error));
            case 2 -> new UnsupportedOperationException(message(error));
            case 3 -> new IndexOutOfBoundsException(message(error));
            case 4 -> new ArithmeticException(message(error));
            case 5 -> new NullPointerException(message(error));
            case 6 -> new ClassCastException(message(error));
            case 7 -> new SecurityException(message(error));
            case 8 -> new NegativeArraySizeException(message(error));
            case 9 -> new ArrayStoreException(message(error));
            case 10 -> new NumberFormatException(message(error));
            case 11 -> new java.util.NoSuchElementException(message(error));
            case 12 -> new java.util.ConcurrentModificationException(message(error));
            case 13 -> new java.util.InputMismatchException(message(error));
            case 14 -> new java.util.EmptyStackException();
            case 15 -> new java.nio.BufferOverflowException();
            case 16 -> new java.nio.BufferUnderflowException();
            case 17 -> new java.time.DateTimeException(message(error));
            case 18 -> new java.util.MissingResourceException(message(error), "", "");
            default -> new Failure(message(error));
        };
        throw failure;
    }

    /** Never the same twice. */
    private static String message(int error) {
        return "no " + Integer.toHexString(error * 31) + " in " + "x".repeat(error % 50);
    }

    private static void threads(int number) throws InterruptedException {
        for (int count = 0; count < number; count++) {
            int call = count;
            Thread thread = new Thread(() -> call(call), "worker with a name of its own " + count);
            thread.start();
            thread.join();
        }
    }
}

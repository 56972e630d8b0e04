package io.gnomon.weave;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Methods to be woven: each way in which one can end. Those without parameters are entries, which the test calls. What
 * they do is odd on purpose, hence the warnings suppressed.
 */
@SuppressWarnings({
    "unused",
    "EmptyCatch",
    "Finally",
    "finally",
    "UnusedVariable",
    "NullAway",
    "InfiniteRecursion",
    "StatementSwitchToExpressionSwitch",
    "StaticAssignmentOfThrowable"
})
final class Endings {

    static final IllegalStateException FAILURE = new IllegalStateException("thrown");

    private Endings() {}

    static boolean returnsBoolean() {
        return true;
    }

    static byte returnsByte() {
        return -7;
    }

    static char returnsChar() {
        return 'x';
    }

    static short returnsShort() {
        return 300;
    }

    static int returnsInt() {
        return 70_000;
    }

    static long returnsLong() {
        return 1L << 40;
    }

    static float returnsFloat() {
        return 1.5f;
    }

    static double returnsDouble() {
        return 2.5;
    }

    static String returnsReference() {
        return "text";
    }

    static int[] returnsArray() {
        return new int[] {1, 2};
    }

    static Object returnsNull() {
        return null;
    }

    static void returnsNothing() {}

    static Object throwsAway() {
        throw FAILURE;
    }

    static Object throwsChecked() throws IOException {
        throw new IOException("checked");
    }

    static Object throwsFromCallee() {
        return throwsAway();
    }

    static int throwsByItself() {
        int[] empty = new int[0];
        return empty[empty.length];
    }

    static String catchesItsOwn() {
        try {
            throw FAILURE;
        } catch (IllegalStateException own) {
            return own.getMessage();
        }
    }

    static String catchesCallees() {
        try {
            return String.valueOf(throwsAway());
        } catch (RuntimeException callees) {
            return "caught";
        }
    }

    static List<String> finallyInOrder() {
        List<String> order = new ArrayList<>();
        try {
            try {
                order.add("body");
                throwsAway();
            } finally {
                order.add("inner");
            }
        } catch (IllegalStateException expected) {
            order.add("catch");
        } finally {
            order.add("outer");
        }
        return order;
    }

    static int finallyOverridesReturn() {
        try {
            return 1;
        } finally {
            return 2;
        }
    }

    static Object rethrows() {
        try {
            return throwsAway();
        } catch (IllegalStateException again) {
            throw again;
        }
    }

    static String switchesBySeveralReturns() {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < 5; i++) {
            all.append(switched(i)).append(switchedText("k" + i));
        }
        return all.toString();
    }

    private static String switched(int value) {
        switch (value) {
            case 0:
                return "zero";
            case 1:
            case 2:
                return "few";
            case 1000:
                throw FAILURE;
            default:
                return "many";
        }
    }

    private static int switchedText(String value) {
        return switch (value) {
            case "k1" -> 1;
            case "k3" -> 3;
            default -> 0;
        };
    }

    static synchronized int synchronizes() {
        return Thread.holdsLock(Endings.class) ? 1 : 0;
    }

    static boolean releasesTheLockWhenThrowing() {
        try {
            synchronizedThrow();
        } catch (IllegalStateException expected) {
            return Thread.holdsLock(Endings.class);
        }
        return true;
    }

    private static synchronized void synchronizedThrow() {
        throw FAILURE;
    }

    static int synchronizesBlocks() {
        Object lock = new Object();
        synchronized (lock) {
            synchronized (FAILURE) {
                return returnsInt();
            }
        }
    }

    static long takesWideParameters() {
        return wide(1L, 2.0, 3, 4L, 5.0f, 6.0);
    }

    private static long wide(long a, double b, int c, long d, float e, double f) {
        long sum = a + (long) b + c;
        for (long i = 0; i < d; i++) {
            double local = f + i;
            sum += (long) local;
        }
        return sum + (long) e;
    }

    static int recurses() {
        return factorial(5);
    }

    private static int factorial(int n) {
        return n <= 1 ? 1 : n * factorial(n - 1);
    }

    static boolean overflowsTheStack() {
        try {
            forever(0);
            return false;
        } catch (StackOverflowError overflow) {
            return true;
        }
    }

    private static int forever(int depth) {
        return forever(depth + 1) + 1;
    }

    static int reflects() throws ReflectiveOperationException {
        return (int) Endings.class.getDeclaredMethod("returnsInt").invoke(null);
    }

    static String callsThroughInterfaces() {
        Greeting greeting = () -> "you";
        return greeting.greet() + Greeting.polite();
    }

    /** Default, private and static methods of an interface. */
    interface Greeting {
        String name();

        default String greet() {
            return prefix() + name();
        }

        private String prefix() {
            return "hello ";
        }

        static String polite() {
            return "!";
        }
    }
}

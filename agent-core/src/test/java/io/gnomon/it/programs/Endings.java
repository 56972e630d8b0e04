package io.gnomon.it.programs;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Calls that end in every way there is. Prints what its callers saw, stack traces included, so that two runs can be
 * compared; and writes how often it called what into the file that is its argument.
 */
public final class Endings {

    /** Thrown as it is, to be told from a copy. */
    @SuppressWarnings("StaticAssignmentOfThrowable")
    private static final IllegalStateException KNOWN = new IllegalStateException("made beforehand");

    private Endings() {}

    /** The calls made and the failures among them, by method. */
    static final class Tally {

        private static final Map<String, long[]> COUNTS = new TreeMap<>();

        private Tally() {}

        static synchronized void calls(String method, long more) {
            COUNTS.computeIfAbsent(method, unseen -> new long[2])[0] += more;
        }

        static synchronized void errors(String method, long more) {
            COUNTS.computeIfAbsent(method, unseen -> new long[2])[1] += more;
        }

        static void call(String method) {
            calls(method, 1);
        }

        static void failing(String method) {
            call(method);
            errors(method, 1);
        }

        static synchronized List<String> lines() {
            List<String> lines = new ArrayList<>();
            COUNTS.forEach((method, counts) -> lines.add(method + " " + counts[0] + " " + counts[1]));
            return lines;
        }
    }

    /** Looks like {@code ThreadDeath}, which newer JDKs are about to remove. */
    static final class Death extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** What is monitored. */
    static class Work {

        int returns(int value) {
            Tally.call("returns");
            return value + 1;
        }

        void uncheckedException() {
            Tally.failing("uncheckedException");
            throw new IllegalArgumentException("unchecked", new RuntimeException("its cause"));
        }

        void checkedException() throws IOException {
            Tally.failing("checkedException");
            throw new IOException("checked");
        }

        void error() {
            Tally.failing("error");
            throw new AssertionError("error");
        }

        void death() {
            Tally.failing("death");
            throw new Death();
        }

        void outOfMemory() {
            Tally.failing("outOfMemory");
            throw new OutOfMemoryError("not really");
        }

        void known() {
            Tally.failing("known");
            throw KNOWN;
        }

        int passesOn() throws IOException {
            Tally.failing("passesOn");
            checkedException();
            return 0;
        }

        int catches() {
            Tally.call("catches");
            try {
                checkedException();
                return 0;
            } catch (IOException expected) {
                return returns(1);
            }
        }

        int finallyReturns() {
            Tally.call("finallyReturns");
            try {
                return passesOn();
            } catch (IOException expected) {
                return 1;
            } finally {
                returns(2);
            }
        }

        synchronized int holdsLock(boolean fails) {
            if (fails) {
                Tally.failing("holdsLock");
                throw new IllegalMonitorStateException("while holding the lock");
            }
            Tally.call("holdsLock");
            return 1;
        }

        static synchronized void holdsClassLock() {
            Tally.failing("holdsClassLock");
            throw new UnsupportedOperationException("while holding the class's lock");
        }

        int recursive(int depth) {
            Tally.call("recursive");
            return depth == 0 ? 0 : 1 + recursive(depth - 1);
        }

        boolean even(int number) {
            Tally.call("even");
            return number == 0 || odd(number - 1);
        }

        boolean odd(int number) {
            Tally.call("odd");
            return number != 0 && even(number - 1);
        }

        int compares(String left, String right) {
            Tally.call("compares");
            return left.compareTo(right);
        }

        void interrupted() throws InterruptedException {
            Tally.failing("interrupted");
            Thread.currentThread().interrupt();
            Thread.sleep(60_000);
        }

        void dies() {
            Tally.failing("dies");
            throw new IllegalStateException("nobody catches this");
        }

        void exits() {
            System.exit(7);
        }
    }

    /** Fails while it is made. */
    static class Unborn {
        Unborn(int value) {
            Tally.call("Unborn");
            if (value > 0) {
                Tally.errors("Unborn", 1);
                throw new IllegalArgumentException("never born: " + value);
            }
        }
    }

    /** Cannot be initialised, because a monitored method that it calls fails. */
    static class Uninitialised {
        static final int VALUE = value();

        static int value() {
            Tally.failing("value");
            throw new IllegalStateException("while initialising");
        }
    }

    private interface Code {
        @Nullable
        Object run() throws Throwable;
    }

    private static void show(String title, Code code) {
        String outcome;
        try {
            outcome = String.valueOf(code.run());
        } catch (Throwable thrown) {
            StringWriter text = new StringWriter();
            thrown.printStackTrace(new PrintWriter(text, true));
            outcome = text.toString().stripTrailing();
        }
        System.out.println(title + ": " + outcome);
    }

    public static void main(String[] arguments) throws Throwable {
        Work work = new Work();
        show("returns", () -> work.returns(41));
        show("unchecked", () -> {
            work.uncheckedException();
            return null;
        });
        show("checked", () -> {
            work.checkedException();
            return null;
        });
        show("error", () -> {
            work.error();
            return null;
        });
        show("death", () -> {
            work.death();
            return null;
        });
        show("out of memory", () -> {
            work.outOfMemory();
            return null;
        });
        show("same exception", () -> {
            try {
                work.known();
                return null;
            } catch (IllegalStateException thrown) {
                return thrown == KNOWN && thrown.getSuppressed().length == 0;
            }
        });
        show("passes on", work::passesOn);
        show("catches", work::catches);
        show("finally", work::finallyReturns);
        show("lock", () -> work.holdsLock(false));
        show("lock, failing", () -> work.holdsLock(true));
        show("lock free again", () -> !Thread.holdsLock(work));
        show("class lock", () -> {
            Work.holdsClassLock();
            return null;
        });
        show("constructor", () -> new Unborn(0).getClass());
        show("constructor, failing", () -> new Unborn(1));
        show("initialiser", () -> Uninitialised.VALUE);
        show("initialiser again", () -> Uninitialised.VALUE);
        show("recursion", () -> work.recursive(100));
        show("mutual recursion", () -> work.even(101));
        indirectly(work);
        threads(work);
        Files.write(Path.of(arguments[0]), Tally.lines());
        work.exits();
    }

    private static void indirectly(Work work) throws Throwable {
        show(
                "reflection",
                () -> Work.class.getDeclaredMethod("returns", int.class).invoke(work, 1));
        show("reflection, failing", () -> {
            try {
                return Work.class.getDeclaredMethod("error").invoke(work);
            } catch (InvocationTargetException wrapped) {
                throw wrapped.getCause();
            }
        });
        MethodHandle handle =
                MethodHandles.lookup().findVirtual(Work.class, "returns", MethodType.methodType(int.class, int.class));
        show("method handle", () -> (int) handle.invokeExact(work, 2));
        show("proxy", () -> {
            Callable<?> proxy = (Callable<?>) Proxy.newProxyInstance(
                    Endings.class.getClassLoader(),
                    new Class<?>[] {Callable.class},
                    (self, method, arguments) -> work.returns(3));
            return proxy.call();
        });
        show("callback of the JDK", () -> {
            List<String> names = new ArrayList<>(List.of("c", "a", "b"));
            names.sort(Comparator.comparing(name -> name, work::compares));
            return names;
        });
        show("interruption", () -> {
            work.interrupted();
            return null;
        });
        show("interruption seen", Thread::interrupted);
    }

    private static void threads(Work work) throws Exception {
        Thread dying = new Thread(work::dies, "dying");
        dying.setUncaughtExceptionHandler((thread, thrown) -> show(thread.getName(), () -> {
            throw thrown;
        }));
        dying.start();
        dying.join();
        Thread daemon = new Thread(() -> work.returns(4), "daemon");
        daemon.setDaemon(true);
        daemon.start();
        daemon.join();
        for (int batch = 0; batch < 20; batch++) {
            List<Thread> started = new ArrayList<>();
            for (int number = 0; number < 50; number++) {
                Thread thread = new Thread(() -> work.recursive(2));
                thread.start();
                started.add(thread);
            }
            for (Thread thread : started) {
                thread.join();
            }
        }
        ExecutorService pool = Executors.newFixedThreadPool(4);
        List<Future<Integer>> answers = new ArrayList<>();
        for (int number = 0; number < 1_000; number++) {
            answers.add(pool.submit(() -> work.returns(5)));
        }
        int sum = 0;
        for (Future<Integer> answer : answers) {
            sum += answer.get();
        }
        pool.shutdown();
        System.out.println("pool: " + sum);
    }
}

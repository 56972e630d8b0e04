package io.gnomon.it.programs;

import io.gnomon.api.PerformanceMonitor;
import io.gnomon.api.Timing;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;

/** Uses the API rightly and wrongly. Argument: how many distinct names. */
public final class ByHand {

    private ByHand() {}

    public static void main(String[] arguments) throws Exception {
        System.out.println("active: " + PerformanceMonitor.isActive());
        rightly();
        wrongly();
        for (int number = 0; number < Integer.parseInt(arguments[0]); number++) {
            PerformanceMonitor.monitor("name " + number).close();
        }
        elsewhere();
    }

    private static void rightly() {
        try (Timing outer = PerformanceMonitor.monitor("outer")) {
            try (Timing inner = PerformanceMonitor.monitor("inner")) {
                inner.fail(new IOException("told"));
            }
            outer.fail();
        }
        PerformanceMonitor.recordRequest(Duration.ofMillis(5), true);
        PerformanceMonitor.recordRequest(Duration.ofSeconds(5), false);
        PerformanceMonitor.recordRequest("import", Duration.ofMillis(7), true);
    }

    private static void wrongly() throws InterruptedException {
        Timing twice = PerformanceMonitor.monitor("closed twice");
        twice.close();
        twice.close();
        twice.fail(new IllegalStateException("too late")).close();

        // Out of order: the first ends before the second, which has begun in it.
        Timing first = PerformanceMonitor.monitor("first");
        Timing second = PerformanceMonitor.monitor("second");
        Timing third = PerformanceMonitor.monitor("third");
        first.close();
        third.close();
        second.close();
        PerformanceMonitor.monitor("after the disorder").close();

        Timing elsewhere = PerformanceMonitor.monitor("closed elsewhere");
        Thread other = new Thread(elsewhere::close);
        other.start();
        other.join();
        elsewhere.close();

        PerformanceMonitor.monitor("after one closed elsewhere").close();

        nulls();
    }

    @SuppressWarnings("NullAway")
    private static void nulls() {
        PerformanceMonitor.monitor(null).fail(null).close();
        PerformanceMonitor.monitor("").close();
        PerformanceMonitor.recordRequest(null, true);
        PerformanceMonitor.recordRequest(null, Duration.ofDays(1_000_000), true);
        PerformanceMonitor.recordRequest("negative", Duration.ofSeconds(-1), true);
    }

    /** The same API again, in class loaders of their own. */
    private static void elsewhere() throws Exception {
        URL here = ByHand.class.getProtectionDomain().getCodeSource().getLocation();
        URL api = PerformanceMonitor.class.getProtectionDomain().getCodeSource().getLocation();
        for (int number = 0; number < 2; number++) {
            try (URLClassLoader loader =
                    new URLClassLoader(new URL[] {here, api}, ClassLoader.getPlatformClassLoader())) {
                Method time = loader.loadClass(ByHand.class.getName()).getDeclaredMethod("time");
                time.setAccessible(true);
                System.out.println("apart: " + (time.invoke(null) != PerformanceMonitor.class));
            }
        }
        System.out.println(Path.of(here.toURI()).getFileName());
    }

    @SuppressWarnings("UnusedMethod")
    private static Class<?> time() {
        PerformanceMonitor.monitor("in another class loader").close();
        return PerformanceMonitor.class;
    }
}

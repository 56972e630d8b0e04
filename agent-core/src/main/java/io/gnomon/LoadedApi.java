package io.gnomon;

import io.gnomon.log.AgentLog;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** Tells the API, where the application used it before the agent came, that there is an agent now. */
final class LoadedApi {

    private static final String NAME = "io.gnomon.api.PerformanceMonitor";

    private LoadedApi() {}

    /** An application may hold the API several times, once per class loader. */
    static void connect(Instrumentation instrumentation, AgentLog log) {
        for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
            if (loaded.getName().equals(NAME)) {
                try {
                    Method connect = loaded.getDeclaredMethod("connect");
                    connect.setAccessible(true);
                    connect.invoke(null);
                } catch (ReflectiveOperationException | RuntimeException closedToUs) {
                    log.warn("timing by hand stays off in " + named(loaded.getClassLoader()) + ": " + closedToUs);
                }
            }
        }
    }

    /** Without a call of its own methods: those are the application's. */
    private static String named(@Nullable ClassLoader loader) {
        return loader == null
                ? "the boot loader"
                : loader.getClass().getName() + "@" + Integer.toHexString(System.identityHashCode(loader));
    }
}

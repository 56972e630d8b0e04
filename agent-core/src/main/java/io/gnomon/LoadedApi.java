package io.gnomon;

import io.gnomon.log.AgentLog;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Method;

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
                    log.warn("timing by hand stays off in " + loaded.getClassLoader() + ": " + closedToUs);
                }
            }
        }
    }
}

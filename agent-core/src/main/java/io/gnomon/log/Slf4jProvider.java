package io.gnomon.log;

import org.jspecify.annotations.Nullable;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.helpers.NOPMDCAdapter;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/**
 * Leads what the agent's libraries log through slf4j into the agent's log. That slf4j is here at all keeps them off
 * java.util.logging, which the application may not have set up yet.
 */
public final class Slf4jProvider implements SLF4JServiceProvider {

    /** Static, because slf4j makes its provider by itself. Null: what libraries say is not kept. */
    private static volatile @Nullable AgentLog target;

    private final IMarkerFactory markers = new BasicMarkerFactory();
    private final MDCAdapter diagnosticContext = new NOPMDCAdapter();

    /** For the ServiceLoader. */
    public Slf4jProvider() {}

    /** Where the libraries' warnings go from now on. */
    public static void logTo(AgentLog log) {
        target = log;
    }

    static @Nullable AgentLog target() {
        return target;
    }

    @Override
    public ILoggerFactory getLoggerFactory() {
        return LibraryLogger::new;
    }

    @Override
    public IMarkerFactory getMarkerFactory() {
        return markers;
    }

    @Override
    public MDCAdapter getMDCAdapter() {
        return diagnosticContext;
    }

    @Override
    public String getRequestedApiVersion() {
        return "2.0.99";
    }

    @Override
    public void initialize() {}
}

package io.gnomon.log;

import java.io.Serial;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

/** A library's logger: its warnings and errors become lines of the agent's log file, the rest is not for our users. */
final class LibraryLogger extends LegacyAbstractLogger {

    @Serial
    private static final long serialVersionUID = 1L;

    LibraryLogger(String name) {
        this.name = name;
    }

    @Override
    public boolean isTraceEnabled() {
        return false;
    }

    @Override
    public boolean isDebugEnabled() {
        return false;
    }

    @Override
    public boolean isInfoEnabled() {
        return false;
    }

    @Override
    public boolean isWarnEnabled() {
        return true;
    }

    @Override
    public boolean isErrorEnabled() {
        return true;
    }

    @Override
    protected @Nullable String getFullyQualifiedCallerName() {
        return null;
    }

    @Override
    protected void handleNormalizedLoggingCall(
            Level level,
            @Nullable Marker marker,
            String messagePattern,
            @Nullable Object @Nullable [] arguments,
            @Nullable Throwable throwable) {
        AgentLog log = Slf4jProvider.target();
        if (log != null) {
            String message = MessageFormatter.basicArrayFormat(messagePattern, arguments);
            log.info(level + " of " + name + ": " + message + (throwable == null ? "" : ": " + throwable));
        }
    }
}

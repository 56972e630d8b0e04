package io.gnomon.weave;

import io.gnomon.log.AgentLog;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Keeps what is logged: "info: ..." or "warn: ...". */
final class LogLines implements AgentLog {

    private final List<String> lines = new CopyOnWriteArrayList<>();

    List<String> lines() {
        return lines;
    }

    @Override
    public void info(String message) {
        lines.add("info: " + message);
    }

    @Override
    public void warn(String message, @Nullable Throwable cause) {
        lines.add("warn: " + message + (cause == null ? "" : ": " + cause));
    }
}

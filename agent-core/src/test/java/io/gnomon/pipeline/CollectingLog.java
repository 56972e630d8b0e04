package io.gnomon.pipeline;

import io.gnomon.log.AgentLog;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects warnings. */
final class CollectingLog implements AgentLog {

    final List<String> warnings = new ArrayList<>();

    @Override
    public void info(String message) {}

    @Override
    public void warn(String message, @Nullable Throwable cause) {
        warnings.add(message);
    }
}

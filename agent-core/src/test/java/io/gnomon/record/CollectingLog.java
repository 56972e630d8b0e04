package io.gnomon.record;

import io.gnomon.log.AgentLog;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects warnings. */
public final class CollectingLog implements AgentLog {

    public final List<String> warnings = new ArrayList<>();

    @Override
    public void info(String message) {}

    @Override
    public void warn(String message, @Nullable Throwable cause) {
        warnings.add(message);
    }
}

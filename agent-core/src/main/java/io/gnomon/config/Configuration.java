package io.gnomon.config;

import io.gnomon.rules.*;
import java.nio.file.Path;
import java.time.Duration;
import java.util.*;
import org.jspecify.annotations.Nullable;

public record Configuration(Map<String, String> m) {
    public boolean enabled() {
        return true;
    }

    public @Nullable String application() {
        return m.get("application");
    }

    public @Nullable Path database() {
        String d = m.get("database");
        return d == null ? null : Path.of(d);
    }

    public List<Path> rules() {
        String d = m.get("rules");
        return d == null ? List.of() : List.of(Path.of(d));
    }

    public boolean annotations() {
        return !"false".equals(m.get("annotations"));
    }

    public Duration slowThreshold() {
        return DurationText.parse(m.getOrDefault("slow-threshold", "1s"));
    }

    public TimingMode mode() {
        return TimingMode.DEFAULT;
    }

    public long rowsPerSecond() {
        return 1000;
    }

    public long rowBurst() {
        return 100000;
    }

    public Duration flushInterval() {
        return Duration.ofSeconds(1);
    }

    public long queueMemory() {
        return 64 << 20;
    }

    public Duration shutdownLimit() {
        return Duration.ofSeconds(3);
    }

    public boolean quiet() {
        return m.containsKey("quiet");
    }

    public long logSize() {
        return 5 << 20;
    }
}

package io.gnomon.config;

import io.gnomon.rules.TimingMode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The values that hold, each within its setting's range. Immutable. */
public final class Configuration {

    private final Map<Setting<?>, SettingValue<?>> values;

    /** @param values by their own setting; what is missing has its default */
    Configuration(Map<Setting<?>, SettingValue<?>> values) {
        this.values = Map.copyOf(values);
    }

    /** Whether the agent monitors at all. */
    public boolean enabled() {
        return value(Settings.ENABLED);
    }

    /** The application's name; null: to be derived. */
    public @Nullable String application() {
        return valueOrNull(Settings.APPLICATION);
    }

    /** The SQLite file; null: to be derived from the application's name. */
    public @Nullable Path database() {
        return valueOrNull(Settings.DATABASE);
    }

    /** Where an application of that name stores: {@link #database}, or the file derived from the name. */
    public Path databaseOf(String applicationName) {
        Path named = database();
        return named == null ? Path.of("gnomon", applicationName + ".db") : named;
    }

    /** Rule files and folders of them, in order. */
    public List<Path> rules() {
        return value(Settings.RULES);
    }

    /** Whether annotated methods are timed. */
    public boolean annotations() {
        return value(Settings.ANNOTATIONS);
    }

    /** From which duration on a call is slow, for operations without their own. */
    public Duration slowThreshold() {
        return value(Settings.SLOW_THRESHOLD);
    }

    /** How operations without their own mode are timed: {@code DEFAULT} or {@code EXACT}. */
    public TimingMode mode() {
        return value(Settings.MODE).equals("exact") ? TimingMode.EXACT : TimingMode.DEFAULT;
    }

    /** The share of the process's CPU time that timing may take, such as 0.01; infinite for no limit. */
    public double overheadBudget() {
        return value(Settings.OVERHEAD_BUDGET);
    }

    /** Stored calls a second in the long run, 0 or more. */
    public long rowsPerSecond() {
        return value(Settings.ROWS_PER_SECOND);
    }

    /** Stored calls before {@link #rowsPerSecond} holds, 0 or more. */
    public long rowBurst() {
        return value(Settings.ROW_BURST);
    }

    /** How often the database is written. */
    public Duration flushInterval() {
        return value(Settings.FLUSH_INTERVAL);
    }

    /** How long the JVM's end may wait for the last write; may be zero. */
    public Duration shutdownLimit() {
        return value(Settings.SHUTDOWN_LIMIT);
    }

    /** Bytes that calls not yet written may take. */
    public long queueMemory() {
        Long set = valueOrNull(Settings.QUEUE_MEMORY);
        return set == null ? Settings.queueMemoryOf(Runtime.getRuntime().maxMemory()) : set;
    }

    /** How long single calls are kept. */
    public Duration keepRows() {
        return value(Settings.KEEP_ROWS);
    }

    /** How long figures by ten seconds are kept. */
    public Duration keepTenSeconds() {
        return value(Settings.KEEP_TEN_SECONDS);
    }

    /** How long figures by the minute are kept. */
    public Duration keepMinutes() {
        return value(Settings.KEEP_MINUTES);
    }

    /** How long figures by the hour are kept. */
    public Duration keepHours() {
        return value(Settings.KEEP_HOURS);
    }

    /** How long figures by the day are kept. */
    public Duration keepDays() {
        return value(Settings.KEEP_DAYS);
    }

    /** Bytes to which the database may grow. */
    public long maxSize() {
        return value(Settings.MAX_SIZE);
    }

    /** Bytes of the disk that are to stay free. */
    public long minFree() {
        return value(Settings.MIN_FREE);
    }

    /** Whether to leave out the line printed at start. */
    public boolean quiet() {
        return value(Settings.QUIET);
    }

    /** Bytes to which the agent's log may grow. */
    public long logSize() {
        return value(Settings.LOG_SIZE);
    }

    /** What is to be hidden in texts, besides what looks like a secret. */
    public List<Pattern> redact() {
        return value(Settings.REDACT);
    }

    /** The file that settings were read from; null if none. */
    public @Nullable Path config() {
        return valueOrNull(Settings.CONFIG);
    }

    /** All settings as they hold, in the order of the manual. */
    public List<EffectiveSetting> effective() {
        List<EffectiveSetting> effective = new ArrayList<>();
        for (Setting<?> setting : Settings.ALL) {
            SettingValue<?> set = values.get(setting);
            effective.add(new EffectiveSetting(
                    setting.key(),
                    set == null ? setting.defaultText() : set.text(),
                    set == null ? "default" : set.origin(),
                    setting.explanation()));
        }
        return List.copyOf(effective);
    }

    private <T> T value(Setting<T> setting) {
        return Objects.requireNonNull(valueOrNull(setting), setting.key());
    }

    @SuppressWarnings("unchecked") // Each value is filed under its own setting.
    private <T> @Nullable T valueOrNull(Setting<T> setting) {
        SettingValue<?> set = values.get(setting);
        return set == null ? setting.defaultValue() : (T) set.value();
    }
}

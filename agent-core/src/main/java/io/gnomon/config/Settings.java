package io.gnomon.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** The table of everything that can be set. Parsing, suggestions, {@code gnomon config} and the manual follow it. */
final class Settings {

    private static final long KIB = 1L << 10;
    private static final long MIB = 1L << 20;
    private static final long GIB = 1L << 30;

    static final Setting<Boolean> ENABLED =
            withDefault("enabled", ValueType.bool(), true, "Whether the agent monitors at all.");

    static final Setting<String> APPLICATION = derived(
            "application",
            ValueType.name(),
            "from the main class or jar",
            "The application's name, which the run and the database file carry.");

    static final Setting<Path> DATABASE = derived(
            "database", ValueType.path(), "gnomon/<application>.db", "The SQLite file that everything is written to.");

    static final Setting<List<Path>> RULES =
            new Setting<>("rules", ValueType.paths(), List.of(), "none", "Rule files, and folders of rule files.");

    static final Setting<Boolean> ANNOTATIONS =
            withDefault("annotations", ValueType.bool(), true, "Whether methods annotated with @Monitored are timed.");

    static final Setting<Duration> SLOW_THRESHOLD = withDefault(
            "slow-threshold",
            ValueType.duration(Duration.ZERO, Duration.ofDays(365)),
            Duration.ofSeconds(1),
            "The duration from which a call is slow, unless its operation has its own.");

    static final Setting<String> MODE = withDefault(
            "mode",
            ValueType.word("default", "exact"),
            "default",
            "How calls are timed, unless their operation says otherwise; 'exact' times every call,"
                    + " whatever it costs.");

    static final Setting<Double> OVERHEAD_BUDGET = withDefault(
            "overhead-budget",
            ValueType.percentageOrOff(0.01, 100),
            0.01,
            "How much of the process's CPU time timing may take; above that, only some of the hot, short"
                    + " calls are timed.");

    static final Setting<Long> ROWS_PER_SECOND = withDefault(
            "rows-per-second",
            ValueType.count(0, 1_000_000),
            1_000L,
            "How many calls per second are stored one by one in the long run, besides slow and failed" + " ones.");

    static final Setting<Long> ROW_BURST = withDefault(
            "row-burst",
            ValueType.count(0, 1_000_000_000),
            100_000L,
            "How many calls are stored one by one before rows-per-second applies.");

    static final Setting<Duration> FLUSH_INTERVAL = withDefault(
            "flush-interval",
            ValueType.duration(Duration.ofMillis(50), Duration.ofHours(1)),
            Duration.ofSeconds(1),
            "How often the database is written; a killed JVM loses what came after.");

    static final Setting<Duration> SHUTDOWN_LIMIT = withDefault(
            "shutdown-limit",
            ValueType.duration(Duration.ZERO, Duration.ofMinutes(10)),
            Duration.ofSeconds(3),
            "How long the end of the JVM may wait for the last write.");

    static final Setting<Long> QUEUE_MEMORY = derived(
            "queue-memory",
            ValueType.size(MIB, 64 * GIB),
            "64MiB, or 1/16 of the heap if that is less",
            "How much memory unwritten calls may take; above that, trees are cut short and calls are only"
                    + " counted.");

    static final Setting<Duration> KEEP_ROWS = keep("keep-rows", Duration.ofHours(24), "single calls");

    static final Setting<Duration> KEEP_TEN_SECONDS =
            keep("keep-ten-seconds", Duration.ofHours(6), "figures by ten seconds");

    static final Setting<Duration> KEEP_MINUTES = keep("keep-minutes", Duration.ofDays(7), "figures by the minute");

    static final Setting<Duration> KEEP_HOURS =
            keep("keep-hours", Duration.ofDays(90), "figures by the hour and events");

    static final Setting<Duration> KEEP_DAYS =
            keep("keep-days", Duration.ofDays(3 * 365), "figures by the day and the list of runs");

    static final Setting<Long> MAX_SIZE = withDefault(
            "max-size",
            ValueType.size(16 * MIB, 1024 * GIB),
            GIB,
            "How large the database may grow; the oldest calls are taken out first, then the finest figures.");

    static final Setting<Long> MIN_FREE = withDefault(
            "min-free",
            ValueType.size(0, 1024 * GIB),
            512 * MIB,
            "How much of the disk the database leaves free, but at most a twentieth of it; it shrinks below"
                    + " max-size for that.");

    static final Setting<Boolean> QUIET =
            withDefault("quiet", ValueType.bool(), false, "Whether to leave out the line printed at start.");

    static final Setting<Long> LOG_SIZE = withDefault(
            "log-size",
            ValueType.size(64 * KIB, GIB),
            5 * MIB,
            "How large the agent's log may grow; then a new one begins, and one old log is kept.");

    static final Setting<List<Pattern>> REDACT = new Setting<>(
            "redact",
            ValueType.patterns(),
            List.of(),
            "none",
            "What is to be hidden in stored texts besides passwords, tokens and keys.");

    static final Setting<Path> CONFIG = derived(
            "config", ValueType.path(), "gnomon.yaml, if there is one", "The file that these settings are read from.");

    static final List<Setting<?>> ALL = List.of(
            ENABLED,
            APPLICATION,
            DATABASE,
            RULES,
            ANNOTATIONS,
            SLOW_THRESHOLD,
            MODE,
            OVERHEAD_BUDGET,
            ROWS_PER_SECOND,
            ROW_BURST,
            FLUSH_INTERVAL,
            SHUTDOWN_LIMIT,
            QUEUE_MEMORY,
            KEEP_ROWS,
            KEEP_TEN_SECONDS,
            KEEP_MINUTES,
            KEEP_HOURS,
            KEEP_DAYS,
            MAX_SIZE,
            MIN_FREE,
            QUIET,
            LOG_SIZE,
            REDACT,
            CONFIG);

    private Settings() {}

    private static <T> Setting<T> withDefault(String key, ValueType<T> type, T value, String explanation) {
        return new Setting<>(key, type, value, type.format(value), explanation);
    }

    /** What {@link #QUEUE_MEMORY} is for a heap of that size, in bytes. */
    static long queueMemoryOf(long heap) {
        return Math.max(MIB, Math.min(64 * MIB, heap / 16));
    }

    private static Setting<Duration> keep(String key, Duration value, String what) {
        return withDefault(
                key,
                ValueType.duration(Duration.ofMinutes(1), Duration.ofDays(36_500)),
                value,
                "How long " + what + " are kept.");
    }

    private static <T> Setting<T> derived(String key, ValueType<T> type, String defaultText, String explanation) {
        return new Setting<>(key, type, null, defaultText, explanation);
    }
}

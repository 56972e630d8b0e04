package io.gnomon.api;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Timing by hand, and what is known so far.
 *
 * <pre>
 *   try (Timing timing = PerformanceMonitor.monitor("import.parse")) {
 *       ...
 *   }
 * </pre>
 *
 * <p>Without the agent each method does nothing, at next to no cost. Every method may be called from any thread and none
 * throws.
 */
public final class PerformanceMonitor {

    /**
     * Static because callers have nothing else to hold. Not volatile: it changes once, when the agent comes, and no caller
     * needs to see that at once.
     */
    private static Backend backend = Backend.find();

    private PerformanceMonitor() {}

    /** Whether an agent is there to record. */
    public static boolean isActive() {
        return backend != Backend.NONE;
    }

    /**
     * Begins a call of the operation {@code operation} on this thread. To be closed.
     *
     * @param operation the operation's name; use few and fixed names, not one per request. Null and empty mean
     *     "(unnamed)"
     */
    public static Timing monitor(@Nullable String operation) {
        return backend.monitor(named(operation));
    }

    /** Records a call of the operation "request" that was timed elsewhere and ended just now. */
    public static void recordRequest(@Nullable Duration duration, boolean success) {
        recordRequest("request", duration, success);
    }

    /** Records a call of {@code operation} that was timed elsewhere and ended just now. Null durations are ignored. */
    public static void recordRequest(@Nullable String operation, @Nullable Duration duration, boolean success) {
        if (duration != null) {
            backend.record(named(operation), duration, success);
        }
    }

    /**
     * What is known of an operation, up to this moment. Waits until the agent's writer has caught up, at most two seconds;
     * {@link OperationStatistics#isUpToDate()} says whether it has.
     *
     * @return empty if there is no agent, or no such operation
     */
    public static Optional<OperationStatistics> statistics(@Nullable String operation) {
        return backend.statistics(named(operation));
    }

    /**
     * The stored calls of an operation that began in a window, oldest first, at most 10,000 of them. Waits until the
     * agent's writer has caught up, at most two seconds; the latest calls are missing where that takes longer.
     *
     * <p>A call that was neither slow nor failed is stored when the outermost call around it has ended
     * (or a few thousand calls later), because only then is it known whether it belongs to a slow call.
     *
     * @param from inclusive; null: from the beginning
     * @param to exclusive; null: without end
     * @param onlySlow whether to leave out all but slow calls
     */
    public static List<OperationSample> samples(
            @Nullable String operation, @Nullable Instant from, @Nullable Instant to, boolean onlySlow) {
        return backend.samples(named(operation), from, to, onlySlow);
    }

    /** Called by the agent where it comes after this class was initialised. */
    @SuppressWarnings("unused")
    private static void connect() {
        backend = Backend.find();
    }

    private static String named(@Nullable String operation) {
        return operation == null || operation.isEmpty() ? "(unnamed)" : operation;
    }
}

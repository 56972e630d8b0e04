package io.gnomon.api;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The API's way to the recorder; loaded only where the agent is. What passes between them is of JDK types alone. */
final class RecorderBackend extends Backend {

    /** Ids by name. The agent bounds the number of manual operations, and so this map is cut off at the same number. */
    private final ConcurrentHashMap<String, Integer> ids = new ConcurrentHashMap<>();

    private static final int MAX_NAMES = 10_000;

    @Override
    Timing monitor(String operation) {
        int id = id(operation);
        return id == 0 ? NO_TIMING : new RunningTiming(GnomonRecorder.begin(id));
    }

    @Override
    void record(String operation, Duration duration, boolean success) {
        int id = id(operation);
        if (id != 0) {
            GnomonRecorder.record(id, nanos(duration), !success);
        }
    }

    @Override
    Optional<OperationStatistics> statistics(String operation) {
        Object answer = GnomonRecorder.ask("statistics", operation);
        return answer instanceof long[] figures
                ? Optional.of(new OperationStatistics(operation, figures))
                : Optional.empty();
    }

    @Override
    List<OperationSample> samples(String operation, @Nullable Instant from, @Nullable Instant to, boolean onlySlow) {
        Object answer = GnomonRecorder.ask("samples", operation, micros(from), micros(to), onlySlow);
        List<OperationSample> samples = new ArrayList<>();
        if (answer instanceof long[][] rows) {
            for (long[] row : rows) {
                samples.add(new OperationSample(
                        operation,
                        Instant.EPOCH.plus(row[0], ChronoUnit.MICROS),
                        Duration.ofNanos(row[1]),
                        Duration.ofNanos(row[2]),
                        row[3] != 0,
                        row[4] != 0,
                        row[5]));
            }
        }
        return samples;
    }

    private int id(String operation) {
        Integer known = ids.get(operation);
        if (known != null) {
            return known;
        }
        int id = GnomonRecorder.operation(operation);
        if (id != 0 && ids.size() < MAX_NAMES) {
            ids.put(operation, id);
        }
        return id;
    }

    private static long nanos(Duration duration) {
        try {
            return duration.toNanos();
        } catch (ArithmeticException longerThan292Years) {
            return duration.isNegative() ? 0 : Long.MAX_VALUE;
        }
    }

    private static @Nullable Long micros(@Nullable Instant instant) {
        if (instant == null) {
            return null;
        }
        try {
            return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
        } catch (ArithmeticException outOfRange) {
            return instant.isBefore(Instant.EPOCH) ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }

    private static final class RunningTiming extends Timing {

        private final GnomonCall call;
        private final long startNanos;
        private boolean failed;
        private @Nullable Throwable failure;

        /** Whichever thread comes first closes the call. */
        private final AtomicBoolean closed = new AtomicBoolean();

        RunningTiming(GnomonCall call) {
            this.call = call;
            this.startNanos = call.startNanos();
        }

        @Override
        public Timing fail() {
            failed = true;
            return this;
        }

        @Override
        public Timing fail(@Nullable Throwable cause) {
            failed = true;
            failure = cause;
            return this;
        }

        @Override
        public void close() {
            if (closed.compareAndSet(false, true)) {
                GnomonRecorder.close(call, startNanos, failed, failure);
            }
        }
    }
}

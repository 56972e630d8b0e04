package io.gnomon.api;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is behind the API: the recorder, or nothing. */
abstract class Backend {

    static final Backend NONE = new None();

    /** A call that nobody records. */
    static final Timing NO_TIMING = new Timing() {
        @Override
        public Timing fail() {
            return this;
        }

        @Override
        public Timing fail(Throwable failure) {
            return this;
        }

        @Override
        public void close() {}
    };

    /** The recorder if the agent has brought it, otherwise {@link #NONE}. */
    static Backend find() {
        try {
            Class.forName("java.lang.GnomonRecorder", false, null);
            // By name: it is compiled for 17, and linked to the recorder, so it must not be touched without the agent.
            return Class.forName("io.gnomon.api.RecorderBackend")
                    .asSubclass(Backend.class)
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException | LinkageError withoutAgent) {
            return NONE;
        }
    }

    abstract Timing monitor(String operation);

    abstract void record(String operation, Duration duration, boolean success);

    abstract Optional<OperationStatistics> statistics(String operation);

    abstract List<OperationSample> samples(
            String operation, @Nullable Instant from, @Nullable Instant to, boolean onlySlow);

    private static final class None extends Backend {

        @Override
        Timing monitor(String operation) {
            return NO_TIMING;
        }

        @Override
        void record(String operation, Duration duration, boolean success) {}

        @Override
        Optional<OperationStatistics> statistics(String operation) {
            return Optional.empty();
        }

        @Override
        List<OperationSample> samples(
                String operation, @Nullable Instant from, @Nullable Instant to, boolean onlySlow) {
            return Collections.emptyList();
        }
    }
}

package io.gnomon.model;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Turns readings of {@link System#nanoTime()} into times of day, by anchors: moments known by both clocks.
 *
 * <p>The two part where the system's clock is set, where the machine sleeps (on Linux and macOS nanoTime stands still
 * meanwhile), and slowly where one of them drifts. {@link #follow} notices and takes a new anchor. Each reading is told by
 * the anchor that was in force when it was taken, so what was told once stays as it is. Time goes back only where the
 * clock was set back by more than {@value #STEP_MICROS} microseconds.
 *
 * <p>For all threads, but for {@link #follow}.
 */
public final class RunClock {

    /** Less than this is drift, or the time between two readings: not worth a new anchor. */
    private static final long DRIFT_MICROS = 10_000;

    /** From here on it is no drift. */
    private static final long STEP_MICROS = 100_000;

    /** Both clocks must be read within this time of each other, or the thread was not running in between. */
    private static final long CLOSE_NANOS = 1_000_000;

    private static final int ATTEMPTS = 3;

    /** Calls may run for long, but few of them across so many changes. Before the oldest kept one, that one holds. */
    private static final int MAX_ANCHORS = 64;

    private final LongSupplier nanoSource;
    private final LongSupplier microSource;
    private final long startMicros;
    private final long startNanos;

    /** The newest last; never empty. Replaced, not changed. */
    private volatile TimeAnchor[] anchors;

    /** Takes the first anchor now. */
    public RunClock() {
        this(System::nanoTime, () -> ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()));
    }

    /**
     * Takes the first anchor now.
     *
     * @param nanoSource {@link System#nanoTime()}, or a test's
     * @param microSource the time of day in microseconds since 1970-01-01 UTC
     */
    public RunClock(LongSupplier nanoSource, LongSupplier microSource) {
        this.nanoSource = nanoSource;
        this.microSource = microSource;
        this.startMicros = microSource.getAsLong();
        long nanos = nanoSource.getAsLong();
        this.startNanos = nanos;
        this.anchors = new TimeAnchor[] {new TimeAnchor(nanos, nanos, startMicros, Long.MIN_VALUE)};
    }

    /** Now, in microseconds since 1970-01-01 UTC, as if the system's clock had not been set since the start. */
    public long steadyMicros() {
        return startMicros + (nanoSource.getAsLong() - startNanos) / 1_000;
    }

    /** Microseconds since 1970-01-01 UTC. */
    public long epochMicros(long nanoTime) {
        return anchor(nanoTime).epochMicros(nanoTime);
    }

    /** What tells a reading of {@link System#nanoTime()}. Those before the first anchor it tells, too. */
    public TimeAnchor anchor(long nanoTime) {
        TimeAnchor[] known = anchors;
        int at = known.length - 1;
        while (at > 0 && nanoTime - known[at].fromNanos() < 0) {
            at--;
        }
        return known[at];
    }

    /** The reading of {@link System#nanoTime()} at that time, as the newest anchor has it. */
    public long nanoTime(long epochMicros) {
        TimeAnchor[] known = anchors;
        return known[known.length - 1].nanoTime(epochMicros);
    }

    /** When the first anchor was taken, in microseconds since 1970-01-01 UTC. */
    public long startMicros() {
        return startMicros;
    }

    /**
     * Compares the two clocks, and takes a new anchor if they have parted. For one thread.
     *
     * @return null if they have not
     */
    public @Nullable ClockStep follow() {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            long before = nanoSource.getAsLong();
            long micros = microSource.getAsLong();
            long nanos = nanoSource.getAsLong();
            if (nanos - before <= CLOSE_NANOS) {
                return follow(nanos, micros);
            }
        }
        // A machine as busy as that is looked at again with the next call.
        return null;
    }

    private @Nullable ClockStep follow(long nanos, long micros) {
        TimeAnchor[] known = anchors;
        TimeAnchor last = known[known.length - 1];
        long difference = micros - last.unbounded(nanos);
        if (Math.abs(difference) < DRIFT_MICROS) {
            return null;
        }
        boolean step = Math.abs(difference) >= STEP_MICROS;
        long floor = step ? Long.MIN_VALUE : last.epochMicros(nanos);
        int drop = known.length == MAX_ANCHORS ? 1 : 0;
        TimeAnchor[] more = Arrays.copyOfRange(known, drop, known.length + 1);
        more[more.length - 1] = new TimeAnchor(nanos, nanos, micros, floor);
        anchors = more;
        return new ClockStep(nanos, difference, step);
    }
}

package io.gnomon.benchmarks;

import io.gnomon.benchmarks.calls.CallCosts;
import io.gnomon.benchmarks.calls.FrameSizes;
import io.gnomon.benchmarks.calls.Inlining;
import io.gnomon.benchmarks.calls.RecursionCosts;
import io.gnomon.benchmarks.measure.Conditions;
import io.gnomon.benchmarks.measure.Measurement;
import io.gnomon.benchmarks.service.OrdersLoad;
import io.gnomon.benchmarks.startup.Readiness;
import io.gnomon.benchmarks.startup.UnmatchedLoading;
import io.gnomon.benchmarks.writer.IdleUse;
import io.gnomon.benchmarks.writer.Loss;
import io.gnomon.benchmarks.writer.ManyOperations;
import io.gnomon.benchmarks.writer.RollupSpeed;
import io.gnomon.benchmarks.writer.RowSpeed;
import io.gnomon.benchmarks.writer.VirtualThreadCalls;
import java.util.Locale;
import java.util.function.Function;

/**
 * What can be measured by itself. Its name, in small letters, is the word on the command line and the name of its block in
 * the document; the order is that of the run.
 */
public enum Part {
    /** What timing one call costs, beside other ways to do it. */
    CALLS(CallCosts::new),
    /** The same in a recursion with every level timed. */
    RECURSION(RecursionCosts::new),
    /** Whether calls are lost at full speed. */
    LOSS(Loss::new),
    /** What the compiler makes of the woven calls. */
    INLINING(Inlining::new),
    /** How much stack a monitored method takes. */
    FRAMES(FrameSizes::new),
    /** When a program's main is entered and the agent is ready. */
    STARTUP(Readiness::new),
    /** How much longer classes take to load that match nothing. */
    CLASSES(UnmatchedLoading::new),
    /** What an application at rest takes. */
    IDLE(IdleUse::new),
    /** Memory for many operations and many threads. */
    MEMORY(ManyOperations::new),
    /** The calls of a million virtual threads. */
    VIRTUAL(VirtualThreadCalls::new),
    /** Samples into rows of the file. */
    ROWS(RowSpeed::new),
    /** Samples into statistics. */
    ROLLUPS(RollupSpeed::new),
    /** A whole application under load. */
    ORDERS(OrdersLoad::new);

    @SuppressWarnings("ImmutableEnumChecker") // Always a constructor, which has no state.
    private final Function<Conditions, Measurement> measurement;

    Part(Function<Conditions, Measurement> measurement) {
        this.measurement = measurement;
    }

    /** What measures it. */
    Measurement under(Conditions conditions) {
        return measurement.apply(conditions);
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}

package io.gnomon.benchmarks;

import java.util.Locale;
import java.util.function.Function;

/**
 * What can be measured by itself. Its name, in small letters, is the word on the command line and the name of its block in
 * the document; the order is that of the run.
 */
enum Part {
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
    /** What the agent adds to a JVM's start. */
    STARTUP(StartUp::new);

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

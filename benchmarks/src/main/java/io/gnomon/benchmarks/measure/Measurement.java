package io.gnomon.benchmarks.measure;

import io.gnomon.benchmarks.report.Findings;
import java.io.IOException;
import org.openjdk.jmh.runner.RunnerException;

/** Measures one {@link Part}, in processes of its own; used once, by one thread. */
@FunctionalInterface
public interface Measurement {

    /**
     * Measures.
     *
     * @throws IllegalStateException if what was to be measured did not happen, with a sentence that says what; there are no
     *     figures then
     */
    Findings measure() throws IOException, InterruptedException, RunnerException;
}

package io.gnomon.benchmarks;

import io.gnomon.benchmarks.report.Findings;
import io.gnomon.benchmarks.report.Target;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Where the figures go. */
interface Report {

    /**
     * Takes the figures of a part, as soon as they are there.
     *
     * @param source one line that says on what, when and how they were measured
     */
    void figures(Part part, String source, Findings findings) throws IOException;

    /** Takes the targets of all parts of this run, at its end. */
    void targets(Map<Part, List<Target>> targets) throws IOException;
}

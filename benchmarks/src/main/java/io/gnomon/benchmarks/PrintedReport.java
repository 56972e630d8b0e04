package io.gnomon.benchmarks;

import io.gnomon.benchmarks.report.Findings;
import io.gnomon.benchmarks.report.Target;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;

/**
 * Prints the figures, and writes nothing.
 *
 * @param out where to print them
 */
record PrintedReport(PrintStream out) implements Report {

    @Override
    public void figures(Part part, String source, Findings findings) {
        out.println("\n### " + part + "\n\n" + source + "\n\n" + findings.markdown());
    }

    @Override
    public void targets(Map<Part, List<Target>> targets) {
        out.println("\n### targets\n\n" + TargetTable.of(targets));
    }
}

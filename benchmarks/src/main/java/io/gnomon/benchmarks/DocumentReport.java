package io.gnomon.benchmarks;

import io.gnomon.benchmarks.report.Document;
import io.gnomon.benchmarks.report.Findings;
import io.gnomon.benchmarks.report.Target;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Writes the figures into the document, in the place of those before. What this run does not measure stays as it is.
 *
 * @param document has a block for each part, named like it, and one named {@code targets}
 */
record DocumentReport(Document document) implements Report {

    private static final String TARGETS = "targets";

    @Override
    public void figures(Part part, String source, Findings findings) throws IOException {
        document.replace(part.toString(), source + "\n\n" + findings.markdown());
        // At once: what stops a later part is not to cost what this one has measured.
        targets(Map.of(part, findings.targets()));
    }

    @Override
    public void targets(Map<Part, List<Target>> targets) throws IOException {
        document.replace(TARGETS, TargetTable.updated(document.figures(TARGETS), targets));
    }
}

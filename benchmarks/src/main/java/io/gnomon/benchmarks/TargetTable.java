package io.gnomon.benchmarks;

import io.gnomon.benchmarks.report.MarkdownTable;
import io.gnomon.benchmarks.report.Target;
import java.util.List;
import java.util.Map;

/**
 * The table of all targets. It outlives a run: the rows of the parts that a run has not measured stay as they were.
 */
final class TargetTable {

    private TargetTable() {}

    /** The table of these targets alone. */
    static String of(Map<Part, List<Target>> measured) {
        return updated("", measured);
    }

    /**
     * The table with the rows of the parts measured replaced.
     *
     * @param table as it was; may be empty, and what is no row of a known part is left out
     */
    static String updated(String table, Map<Part, List<Target>> measured) {
        MarkdownTable heading = new MarkdownTable("part", "what", "target", "measured", "reached");
        StringBuilder text = new StringBuilder(heading.toString());
        List<String> before = table.lines().toList();
        for (Part part : Part.values()) {
            List<Target> targets = measured.get(part);
            if (targets == null) {
                before.stream()
                        .filter(line -> line.startsWith("| " + part + " |"))
                        .forEach(line -> text.append(line).append('\n'));
            } else {
                targets.forEach(target -> text.append(row(part, target)));
            }
        }
        return text.toString();
    }

    private static String row(Part part, Target target) {
        return MarkdownTable.line(
                part.toString(), target.what(), target.goal(), target.measured(), target.reached() ? "yes" : "**no**");
    }
}

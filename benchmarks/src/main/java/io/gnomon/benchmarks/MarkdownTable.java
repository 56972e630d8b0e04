package io.gnomon.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A table in Markdown. */
final class MarkdownTable {

    private final List<String> lines = new ArrayList<>();
    private final int columns;

    /** Begins with the heading; a heading that starts with a blank stands over numbers. */
    MarkdownTable(String... headings) {
        columns = headings.length;
        row(headings);
        List<String> rule = new ArrayList<>();
        for (String heading : headings) {
            rule.add(heading.startsWith(" ") ? "---:" : "---");
        }
        row(rule.toArray(String[]::new));
    }

    void row(String... cells) {
        if (cells.length != columns) {
            throw new IllegalArgumentException(columns + " cells make a row, not " + cells.length);
        }
        List<String> escaped = new ArrayList<>();
        Collections.addAll(escaped, cells);
        escaped.replaceAll(cell -> cell.strip().replace("|", "\\|"));
        lines.add("| " + String.join(" | ", escaped) + " |");
    }

    @Override
    public String toString() {
        return String.join("\n", lines) + "\n";
    }
}

package io.gnomon.benchmarks.report;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A table in Markdown. */
public final class MarkdownTable {

    private final StringBuilder text = new StringBuilder();
    private final int columns;

    /** Begins with the heading; a heading that starts with a blank stands over numbers. */
    public MarkdownTable(String... headings) {
        columns = headings.length;
        row(headings);
        row(Stream.of(headings)
                .map(heading -> heading.startsWith(" ") ? "---:" : "---")
                .toArray(String[]::new));
    }

    /**
     * Adds a row.
     *
     * @throws IllegalArgumentException if it has not as many cells as the heading
     */
    public void row(String... cells) {
        if (cells.length != columns) {
            throw new IllegalArgumentException(columns + " cells make a row, not " + cells.length);
        }
        text.append(line(cells));
    }

    /** One row, with its line break. */
    public static String line(String... cells) {
        return Stream.of(cells)
                .map(cell -> cell.strip().replace("|", "\\|"))
                .collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    @Override
    public String toString() {
        return text.toString();
    }
}

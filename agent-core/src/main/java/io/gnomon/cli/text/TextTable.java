package io.gnomon.cli.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Aligned columns of text. One column may hold operation names, which give way when the terminal is too narrow. */
public final class TextTable {

    private static final String GAP = "  ";

    private enum Kind {
        TEXT,
        NAME,
        NUMBER
    }

    private final List<String> titles = new ArrayList<>();
    private final List<Kind> kinds = new ArrayList<>();
    private final List<String[]> rows = new ArrayList<>();

    /** Adds a left-aligned column. */
    public TextTable text(String title) {
        return column(title, Kind.TEXT);
    }

    /** Adds a left-aligned column of operation names. */
    TextTable name(String title) {
        return column(title, Kind.NAME);
    }

    /** Adds a right-aligned column. */
    public TextTable number(String title) {
        return column(title, Kind.NUMBER);
    }

    /** Adds a row with one cell for each column. */
    public void row(String... cells) {
        if (cells.length != titles.size()) {
            throw new IllegalArgumentException(cells.length + " cells for " + titles.size() + " columns");
        }
        rows.add(cells);
    }

    public void print(Terminal terminal) {
        abbreviateNames(terminal.width());
        int[] widths = widths();
        terminal.println(line(titles.toArray(String[]::new), widths));
        rows.forEach(row -> terminal.println(line(row, widths)));
    }

    private TextTable column(String title, Kind kind) {
        titles.add(title);
        kinds.add(kind);
        return this;
    }

    private int[] widths() {
        int[] widths = titles.stream().mapToInt(String::length).toArray();
        for (String[] row : rows) {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], row[column].length());
            }
        }
        return widths;
    }

    private void abbreviateNames(int limit) {
        int[] widths = widths();
        int excess = Arrays.stream(widths).sum() + GAP.length() * (widths.length - 1) - limit;
        for (int column = 0; column < widths.length && excess > 0; column++) {
            if (kinds.get(column) == Kind.NAME) {
                int target = Math.max(titles.get(column).length(), widths[column] - excess);
                for (String[] row : rows) {
                    row[column] = Names.abbreviate(row[column], target);
                }
                excess -= widths[column] - widths()[column];
            }
        }
    }

    private String line(String[] cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < cells.length; column++) {
            String padding = " ".repeat(widths[column] - cells[column].length());
            boolean right = kinds.get(column) == Kind.NUMBER;
            line.append(column == 0 ? "" : GAP)
                    .append(right ? padding : "")
                    .append(cells[column])
                    .append(right ? "" : padding);
        }
        return line.toString().stripTrailing();
    }
}

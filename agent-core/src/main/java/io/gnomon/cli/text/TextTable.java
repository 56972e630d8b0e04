package io.gnomon.cli.text;

import io.gnomon.text.Escapes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Aligned columns of text. Where the terminal is too narrow, first the packages in operation names are abbreviated, then
 * columns are left out, the least important first, and at last names are shortened in the middle.
 */
public final class TextTable {

    private static final String GAP = "  ";

    /** A name is not made shorter than that. */
    private static final int LEAST_NAME = 16;

    private enum Kind {
        TEXT,
        NAME,
        NUMBER
    }

    private final List<String> titles = new ArrayList<>();
    private final List<Kind> kinds = new ArrayList<>();
    private final List<String[]> rows = new ArrayList<>();
    private final List<String> expendable = new ArrayList<>();

    /** Adds a left-aligned column. */
    public TextTable text(String title) {
        return column(title, Kind.TEXT);
    }

    /** Adds a left-aligned column of operation names. */
    public TextTable name(String title) {
        return column(title, Kind.NAME);
    }

    /** Adds a right-aligned column. */
    public TextTable number(String title) {
        return column(title, Kind.NUMBER);
    }

    /** Adds a row with one cell for each column. Cells are escaped here, as they will be printed, so that their width is known. */
    public void row(String... cells) {
        if (cells.length != titles.size()) {
            throw new IllegalArgumentException(cells.length + " cells for " + titles.size() + " columns");
        }
        rows.add(Arrays.stream(cells).map(Escapes::visible).toArray(String[]::new));
    }

    /** Names the columns that may be left out, the first of them first. Titles that the table lacks do not matter. */
    public TextTable leaveOutFirst(String... columns) {
        expendable.addAll(List.of(columns));
        return this;
    }

    public void print(Terminal terminal) {
        int limit = terminal.width();
        shortenNames(limit, Names::abbreviate);
        List<String> leftOut = new ArrayList<>();
        for (String title : expendable) {
            if (excess(limit) > 0 && titles.contains(title)) {
                remove(titles.indexOf(title));
                leftOut.add(title);
            }
        }
        shortenNames(limit, Names::middle);
        int[] widths = widths();
        terminal.println(line(titles.toArray(String[]::new), widths));
        rows.forEach(row -> terminal.println(line(row, widths)));
        if (!leftOut.isEmpty()) {
            terminal.println();
            terminal.println("Left out to fit: " + String.join(", ", leftOut) + ". --wide shows all.");
        }
    }

    private void remove(int column) {
        titles.remove(column);
        kinds.remove(column);
        rows.replaceAll(row -> {
            String[] rest = new String[row.length - 1];
            System.arraycopy(row, 0, rest, 0, column);
            System.arraycopy(row, column + 1, rest, column, rest.length - column);
            return rest;
        });
    }

    private int excess(int limit) {
        int[] widths = widths();
        return Arrays.stream(widths).sum() + GAP.length() * (widths.length - 1) - limit;
    }

    private TextTable column(String title, Kind kind) {
        titles.add(Escapes.visible(title));
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

    private void shortenNames(int limit, Shortening shortening) {
        for (int column = 0; column < titles.size(); column++) {
            int excess = excess(limit);
            if (excess > 0 && kinds.get(column) == Kind.NAME) {
                int target = Math.max(Math.max(titles.get(column).length(), LEAST_NAME), widths()[column] - excess);
                for (String[] row : rows) {
                    row[column] = shortening.to(row[column], target);
                }
            }
        }
    }

    private interface Shortening {
        String to(String name, int width);
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

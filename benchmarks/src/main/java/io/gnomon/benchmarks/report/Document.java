package io.gnomon.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A document written by hand, but for the figures in it. Each block of figures stands between a line
 * {@code <!-- figures: NAME -->} and the next {@code <!-- end -->}, and is replaced in place.
 */
public final class Document {

    private static final String END = "<!-- end -->";

    private final Path file;

    /** The document in this file. */
    public Document(Path file) {
        this.file = file;
    }

    /**
     * What stands in a block.
     *
     * @throws IllegalStateException if the document has no such block
     */
    public String figures(String name) throws IOException {
        String text = Files.readString(file);
        return text.substring(begin(text, name), end(text, name)).strip();
    }

    /**
     * Replaces what stands in a block, and nothing else.
     *
     * @param figures Markdown
     * @throws IllegalStateException if the document has no such block
     */
    public void replace(String name, String figures) throws IOException {
        String text = Files.readString(file);
        String replaced = text.substring(0, begin(text, name)) + "\n\n" + figures.strip() + "\n\n"
                + text.substring(end(text, name));
        Files.writeString(file, replaced);
    }

    private int begin(String text, String name) {
        String marker = "<!-- figures: " + name + " -->";
        int at = text.indexOf(marker);
        if (at < 0) {
            throw new IllegalStateException(file + " has no line " + marker + " that says where these figures go.");
        }
        return at + marker.length();
    }

    private int end(String text, String name) {
        int begin = begin(text, name);
        int end = text.indexOf(END, begin);
        int next = text.indexOf("<!-- figures:", begin);
        if (end < 0 || (next >= 0 && next < end)) {
            throw new IllegalStateException(file + " has no " + END + " after the figures of " + name + ".");
        }
        return end;
    }
}

package io.gnomon.benchmarks.report;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a part has found.
 *
 * @param blocks Markdown, such as tables, in the order of the document
 * @param targets which of the figures were to reach something, and whether they have; may be empty
 */
public record Findings(List<String> blocks, List<Target> targets) {

    public Findings {
        blocks = List.copyOf(blocks);
        targets = List.copyOf(targets);
    }

    /** Tables alone. */
    public static Findings of(MarkdownTable... tables) {
        return of(List.of(), tables);
    }

    /** Tables, and what the figures in them were to reach. */
    public static Findings of(List<Target> targets, MarkdownTable... tables) {
        return new Findings(Stream.of(tables).map(MarkdownTable::toString).toList(), targets);
    }

    /** All blocks, with an empty line between two. */
    public String markdown() {
        return blocks.stream().map(String::strip).collect(Collectors.joining("\n\n", "", "\n"));
    }
}

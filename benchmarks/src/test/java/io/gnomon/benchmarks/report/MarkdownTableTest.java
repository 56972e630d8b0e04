package io.gnomon.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class MarkdownTableTest {

    @Test
    void numbersStandToTheRightAndBarsAreEscaped() {
        MarkdownTable table = new MarkdownTable("what", " ns");
        table.row("a|b", "1.5");

        assertThat(table.toString()).isEqualTo("""
                        | what | ns |
                        | --- | ---: |
                        | a\\|b | 1.5 |
                        """);
    }

    @Test
    void aRowHasAsManyCellsAsTheHeading() {
        MarkdownTable table = new MarkdownTable("what", " ns");

        assertThatIllegalArgumentException().isThrownBy(() -> table.row("one"));
    }
}

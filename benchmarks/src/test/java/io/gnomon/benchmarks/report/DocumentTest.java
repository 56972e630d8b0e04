package io.gnomon.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.gnomon.benchmarks.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentTest {

    @TempDir
    private Path folder;

    private Path file = Path.of("");

    @BeforeEach
    void chooseFile() {
        file = folder.resolve("performance.md");
    }

    @Test
    void onlyTheNamedFiguresAreReplaced() throws IOException {
        Files.writeString(file, """
                        Before.

                        <!-- figures: calls -->
                        old
                        <!-- end -->

                        Between.

                        <!-- figures: frames -->

                        kept

                        <!-- end -->
                        """);

        new Document(file).replace("calls", "new\n\n| a |\n");

        assertThat(file).hasContent("""
                        Before.

                        <!-- figures: calls -->

                        new

                        | a |

                        <!-- end -->

                        Between.

                        <!-- figures: frames -->

                        kept

                        <!-- end -->
                        """);
    }

    @Test
    void figuresReplacedTwiceLeaveNoTrace() throws IOException {
        Files.writeString(file, "<!-- figures: calls --><!-- end -->\n");
        Document document = new Document(file);

        document.replace("calls", "once");
        String once = Files.readString(file);
        document.replace("calls", "twice");
        document.replace("calls", "once");

        assertThat(file).hasContent(once);
        assertThat(document.figures("calls")).isEqualTo("once");
    }

    @Test
    void figuresWithoutAPlaceAreRefusedAndTheFileStays() throws IOException {
        String text = "<!-- figures: calls -->\n<!-- figures: frames -->\n<!-- end -->\n";
        Files.writeString(file, text);
        Document document = new Document(file);

        assertThatIllegalStateException()
                .isThrownBy(() -> document.replace("memory", "new"))
                .withMessageContaining("<!-- figures: memory -->");
        assertThatIllegalStateException()
                .isThrownBy(() -> document.replace("calls", "new"))
                .withMessageContaining("<!-- end -->");
        assertThat(file).hasContent(text);
    }

    @Test
    void theShippedDocumentHasAPlaceForEveryPart() {
        Document document = new Document(Path.of("..", "docs", "performance.md"));

        assertThat(Stream.concat(Stream.of("targets"), Stream.of(Part.values()).map(Part::toString)))
                .allSatisfy(name -> assertThat(document.figures(name)).isNotNull());
    }
}

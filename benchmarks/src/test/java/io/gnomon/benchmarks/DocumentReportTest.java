package io.gnomon.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.gnomon.benchmarks.report.Document;
import io.gnomon.benchmarks.report.Findings;
import io.gnomon.benchmarks.report.MarkdownTable;
import io.gnomon.benchmarks.report.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentReportTest {

    @TempDir
    private Path folder;

    @Test
    void aRunOfOnePartLeavesTheFiguresOfTheOthers() throws IOException {
        Path file = Files.writeString(folder.resolve("performance.md"), """
                        <!-- figures: targets --><!-- end -->
                        <!-- figures: calls --><!-- end -->
                        <!-- figures: startup --><!-- end -->
                        """);
        Document document = new Document(file);
        DocumentReport report = new DocumentReport(document);

        run(report, Part.STARTUP, "Monday.", Target.atMost("seconds", 1, 0.3, 1));
        run(report, Part.CALLS, "Tuesday.", Target.atMost("times the floor", 1.08, 1.1, 2));

        assertThat(document.figures("startup")).isEqualTo("Monday.\n\n| n |\n| --- |");
        assertThat(document.figures("calls")).isEqualTo("Tuesday.\n\n| n |\n| --- |");
        assertThat(document.figures("targets")).isEqualTo("""
                        | part | what | target | measured | reached |
                        | --- | --- | --- | --- | --- |
                        | calls | times the floor | at most 1.08 | 1.10 | **no** |
                        | startup | seconds | at most 1.0 | 0.3 | yes |""");
    }

    private static void run(DocumentReport report, Part part, String source, Target target) throws IOException {
        List<Target> targets = List.of(target);
        report.figures(part, source, Findings.of(targets, new MarkdownTable("n")));
        report.targets(Map.of(part, targets));
    }
}

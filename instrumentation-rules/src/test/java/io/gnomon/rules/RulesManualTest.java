package io.gnomon.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The manual's examples do what the manual says. */
class RulesManualTest {

    private static final Path MANUAL = Path.of("..", "docs", "rules.md");

    @TempDir
    Path folder;

    @Test
    void itsExamplesAreSound() throws IOException {
        List<String> examples = find("```yaml\n(.*?)```");
        assertThat(examples).hasSizeGreaterThan(3);
        for (String example : examples) {
            LoadedRules loaded = RuleLoader.load(List.of(write(example)));
            assertThat(loaded.problems()).as(example).isEmpty();
            assertThat(loaded.rules()).as(example).isNotEmpty();
        }
    }

    @Test
    void itsMistakesAreReportedAsItSays() throws IOException {
        List<String> mistakes = find("```yaml wrong\n(.*?)```");
        List<String> reports = find("```text\n(.*?)```");
        assertThat(mistakes).hasSameSizeAs(reports).isNotEmpty();
        for (int i = 0; i < mistakes.size(); i++) {
            Path file = write(mistakes.get(i));
            String prefix = folder + file.getFileSystem().getSeparator();
            assertThat(RuleLoader.load(List.of(file)).problems())
                    .extracting(problem -> problem.toString().replace(prefix, ""))
                    .isEqualTo(reports.get(i).lines().toList());
        }
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("rules.yaml"), text);
    }

    private static List<String> find(String pattern) throws IOException {
        List<String> found = new ArrayList<>();
        Matcher matcher = Pattern.compile(pattern, Pattern.DOTALL).matcher(Files.readString(MANUAL));
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }
}

package io.gnomon.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The manual says what the table of settings says, and its examples do what it says. */
class ConfigurationManualTest {

    private static final Path MANUAL = Path.of("..", "docs", "configuration.md");

    @TempDir
    Path folder;

    @Test
    void itHoldsTheTableOfSettings() throws IOException {
        List<String> expected = Settings.ALL.stream()
                .map(setting -> "| `" + setting.key() + "` | " + setting.type().description() + " | "
                        + defaultOf(setting) + " | " + setting.explanation() + " |")
                .toList();
        assertThat(between("## Settings", "\nRelative paths").lines().skip(4)).isEqualTo(expected);
    }

    @Test
    void itsExampleIsSound() throws IOException {
        LoadedConfiguration loaded = load(between("```yaml\n", "```"));
        assertThat(loaded.problems()).isEmpty();
        assertThat(loaded.configuration().rules()).hasSize(2);
    }

    @Test
    void itsPatternsAreSound() throws IOException {
        LoadedConfiguration loaded = load(between("```yaml redact\n", "```"));
        assertThat(loaded.problems()).isEmpty();
        assertThat(loaded.configuration().redact()).hasSize(2);
    }

    @Test
    void itsMistakesAreReportedAsItSays() throws IOException {
        assertThat(load(between("```yaml wrong\n", "```")).problems())
                .extracting(problem -> problem.toString().replace(folder + "/", ""))
                .isEqualTo(between("```text\n", "```").lines().toList());
    }

    private static String defaultOf(Setting<?> setting) {
        boolean isValue = setting.defaultValue() != null && !setting.type().isList();
        return isValue
                ? "`" + setting.defaultText() + "`"
                : setting.defaultText().replace("<", "&lt;");
    }

    private LoadedConfiguration load(String text) throws IOException {
        Files.writeString(folder.resolve("gnomon.yaml"), text);
        return ConfigurationLoader.load("", new Properties(), Map.of(), folder);
    }

    private static String between(String start, String end) throws IOException {
        String manual = Files.readString(MANUAL);
        int from = manual.indexOf(start) + start.length();
        return manual.substring(from, manual.indexOf(end, from));
    }
}

package io.gnomon.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.gnomon.config.AgentOptions;
import io.gnomon.config.ConfigurationLoader;
import io.gnomon.config.LoadedConfiguration;
import io.gnomon.config.SizeText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Settings, wherever they are written. */
class SettingsFuzzTest {

    private static final String FILE = """
            # for the tests
            application: orders
            slow-threshold: 500ms
            rules:
              - rules/pool.yaml
              - rules/h2.yaml
            queue-memory: 128MiB
            overhead-budget: 0.5%
            row-burst: 1000
            quiet: true
            mode: exact
            database: data/orders.db
            """;

    private static final List<String> OPTIONS = List.of(
            "application=\"orders, test\",rules=rules/pool.yaml,rules='rules/h2.yaml',quiet",
            "slow-threshold=1.5s,queue-memory=64MiB,overhead-budget=off,mode=exact,flush-interval=50ms",
            "config=gnomon.yaml,database=\"a \\\"quoted\\\" name.db\",log-size=1GiB,rows-per-second=0");

    private static final List<String> VALUES = List.of(
            "500ms", "64MiB", "1.5GB", "0.5%", "off", "true", "exact", "1000", "orders", "a;b", "x/y.db", "30d");

    private static final List<String> KEYS = List.of(
            "application",
            "database",
            "rules",
            "slow-threshold",
            "overhead-budget",
            "queue-memory",
            "row-burst",
            "quiet");

    @TempDir
    private Path folder;

    @Test
    void aFileIsReadOrSaysWhereItIsWrong() throws Exception {
        Path file = folder.resolve("gnomon.yaml");
        Fuzzing.run(20_000, mutator -> {
            Files.write(
                    file, mutator.below(4) == 0 ? mutator.bytes(Mutator.utf8(FILE)) : Mutator.utf8(mutator.text(FILE)));

            LoadedConfiguration loaded = ConfigurationLoader.load("", new Properties(), Map.of(), folder);

            assertSound(loaded);
            loaded.problems().forEach(problem -> assertThat(problem.place()).startsWith(file.toString()));
        });
    }

    @Test
    void optionsAreReadOrSayWhatIsWrong() throws Exception {
        Fuzzing.run(30_000, mutator -> {
            String options = mutator.text(mutator.oneOf(OPTIONS));

            assertSound(ConfigurationLoader.load(options, new Properties(), Map.of(), folder));
            try {
                List<AgentOptions.Option> parsed = AgentOptions.parse(options);
                assertThat(AgentOptions.parse(AgentOptions.text(parsed))).isEqualTo(parsed);
                AgentOptions.withAbsolutePaths(options, folder);
            } catch (IllegalArgumentException mistake) {
                assertThat(mistake.getMessage()).isNotBlank();
            }
        });
    }

    @Test
    void propertiesAndVariablesAreReadOrSayWhatIsWrong() throws Exception {
        Fuzzing.run(30_000, mutator -> {
            String key = mutator.below(4) == 0 ? mutator.text(mutator.oneOf(KEYS)) : mutator.oneOf(KEYS);
            String value = mutator.text(mutator.oneOf(VALUES));
            Properties properties = new Properties();
            properties.setProperty("gnomon." + key, value);
            String variable = "GNOMON_" + key.toUpperCase(Locale.ROOT).replace('-', '_');

            assertSound(ConfigurationLoader.load("", properties, Map.of(variable, value), folder));
        });
    }

    @Test
    void aSizeIsReadOrSaysWhatIsWrong() throws Exception {
        Fuzzing.run(30_000, mutator -> {
            String text = mutator.text(mutator.oneOf(List.of("64MiB", "1.5GB", "4096", "8 TiB")));
            try {
                long bytes = SizeText.parse(text);
                assertThat(bytes).isNotNegative();
                assertThat(SizeText.parse(SizeText.format(bytes))).isEqualTo(bytes);
            } catch (IllegalArgumentException mistake) {
                assertThat(mistake.getMessage()).isNotBlank();
            }
        });
    }

    /** Whatever is wrong, every setting has a value, and every problem a place and a sentence. */
    private static void assertSound(LoadedConfiguration loaded) {
        assertThat(loaded.configuration().effective()).allSatisfy(setting -> {
            assertThat(setting.value()).isNotNull();
            assertThat(setting.origin()).isNotBlank();
        });
        loaded.configuration().databaseOf("orders");
        loaded.problems().forEach(problem -> {
            assertThat(problem.place()).isNotBlank();
            assertThat(problem.message()).isNotBlank().doesNotContain("Exception");
        });
    }
}

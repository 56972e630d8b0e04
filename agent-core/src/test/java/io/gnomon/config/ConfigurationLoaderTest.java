package io.gnomon.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.gnomon.rules.TimingMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationLoaderTest {

    @TempDir
    Path folder;

    private String agentOptions = "";
    private final Properties properties = new Properties();
    private final Map<String, String> environment = new HashMap<>();

    @Test
    void hasADefaultForEverySetting() {
        Configuration configuration = sound();
        assertThat(configuration.enabled()).isTrue();
        assertThat(configuration.application()).isNull();
        assertThat(configuration.database()).isNull();
        assertThat(configuration.rules()).isEmpty();
        assertThat(configuration.annotations()).isTrue();
        assertThat(configuration.slowThreshold()).isEqualTo(Duration.ofSeconds(1));
        assertThat(configuration.mode()).isEqualTo(TimingMode.DEFAULT);
        assertThat(configuration.rowsPerSecond()).isEqualTo(1_000);
        assertThat(configuration.rowBurst()).isEqualTo(100_000);
        assertThat(configuration.flushInterval()).isEqualTo(Duration.ofSeconds(1));
        assertThat(configuration.shutdownLimit()).isEqualTo(Duration.ofSeconds(3));
        assertThat(configuration.queueMemory()).isEqualTo(64L << 20);
        assertThat(configuration.quiet()).isFalse();
        assertThat(configuration.logSize()).isEqualTo(5L << 20);
        assertThat(configuration.config()).isNull();
    }

    @Test
    void patternsMayHoldWhatSeparatesThem() throws IOException {
        List<String> expected = List.of("a\\;b", "c\\\\", "d{1,2}");
        Files.writeString(folder.resolve("gnomon.yaml"), "redact:\n- a;b\n- c\\\\\n- d{1,2}\n");
        assertThat(sound().redact()).extracting(Pattern::pattern).isEqualTo(expected);
        Files.writeString(folder.resolve("gnomon.yaml"), "redact: x\n");
        agentOptions = "redact=a\\;b;c\\\\,redact='d{1,2}'";
        assertThat(sound().redact()).extracting(Pattern::pattern).isEqualTo(expected);
        assertThat(sound().effective())
                .filteredOn(setting -> setting.key().equals("redact"))
                .extracting(EffectiveSetting::value)
                .containsExactly("a\\;b;c\\\\;d{1,2}");
    }

    @Test
    void readsEverySetting() {
        agentOptions = "enabled=false,application=orders,database=data/o.db,rules=r,annotations=false,"
                + "slow-threshold=250ms,mode=exact,rows-per-second=10,row-burst=0,flush-interval=50ms,"
                + "shutdown-limit=0s,queue-memory=1MiB,quiet,log-size=64KiB";
        Configuration configuration = sound();
        assertThat(configuration.enabled()).isFalse();
        assertThat(configuration.application()).isEqualTo("orders");
        assertThat(configuration.database()).isEqualTo(folder.resolve("data/o.db"));
        assertThat(configuration.rules()).containsExactly(folder.resolve("r"));
        assertThat(configuration.annotations()).isFalse();
        assertThat(configuration.slowThreshold()).isEqualTo(Duration.ofMillis(250));
        assertThat(configuration.mode()).isEqualTo(TimingMode.EXACT);
        assertThat(configuration.rowsPerSecond()).isEqualTo(10);
        assertThat(configuration.rowBurst()).isZero();
        assertThat(configuration.flushInterval()).isEqualTo(Duration.ofMillis(50));
        assertThat(configuration.shutdownLimit()).isZero();
        assertThat(configuration.queueMemory()).isEqualTo(1L << 20);
        assertThat(configuration.quiet()).isTrue();
        assertThat(configuration.logSize()).isEqualTo(64L << 10);
    }

    @Test
    void prefersOptionsToPropertiesToVariablesToTheFile() throws IOException {
        Files.writeString(folder.resolve("gnomon.yaml"), "slow-threshold: 4ms\n");
        assertThat(effective("slow-threshold")).containsExactly("4ms", folder.resolve("gnomon.yaml") + ":1:17");
        environment.put("GNOMON_SLOW_THRESHOLD", "3ms");
        assertThat(effective("slow-threshold")).containsExactly("3ms", "GNOMON_SLOW_THRESHOLD");
        properties.setProperty("gnomon.slow-threshold", "2ms");
        assertThat(effective("slow-threshold")).containsExactly("2ms", "-Dgnomon.slow-threshold");
        agentOptions = "slow-threshold=1ms";
        assertThat(effective("slow-threshold")).containsExactly("1ms", "agent option");
        assertThat(sound().slowThreshold()).isEqualTo(Duration.ofMillis(1));
    }

    @Test
    void showsTheDefaultsAsSuch() {
        assertThat(effective("queue-memory")).containsExactly("64MiB, or 1/16 of the heap if that is less", "default");
        assertThat(effective("database")).containsExactly("gnomon/<application>.db", "default");
    }

    @Test
    void takesSeveralRulePathsFromAnyOrigin() throws IOException {
        List<Path> expected = List.of(folder.resolve("a.yaml"), Path.of("/b"));
        Files.writeString(folder.resolve("gnomon.yaml"), "rules:\n- a.yaml\n- /b\n");
        assertThat(sound().rules()).isEqualTo(expected);
        Files.writeString(folder.resolve("gnomon.yaml"), "rules: c\n");
        agentOptions = "rules=a.yaml,quiet,rules=/b";
        assertThat(sound().rules()).isEqualTo(expected);
        agentOptions = "rules=a.yaml;/b";
        assertThat(sound().rules()).isEqualTo(expected);
    }

    @Test
    void readsTheFileThatIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("other.yaml"), "quiet: true\n");
        Files.writeString(folder.resolve("gnomon.yaml"), "annotations: false\n");
        environment.put("GNOMON_CONFIG", "other.yaml");
        assertThat(sound().quiet()).isTrue();
        assertThat(sound().annotations()).isTrue();
        assertThat(sound().config()).isEqualTo(file);
        assertThat(effective("config")).containsExactly(file.toString(), "GNOMON_CONFIG");
    }

    @Test
    void acceptsAnEmptyFile() throws IOException {
        Files.writeString(folder.resolve("gnomon.yaml"), "# nothing yet\n");
        assertThat(sound().config()).isEqualTo(folder.resolve("gnomon.yaml"));
    }

    @Test
    void leavesAloneWhatIsNoSetting() {
        properties.setProperty("gnomon.debug", "true");
        properties.setProperty("java.home", "x");
        environment.put("HOME", "x");
        environment.put("GNOMON_MODE", "");
        assertThat(load().problems()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "slow-treshold=5s | agent option: unknown setting 'slow-treshold' (did you mean 'slow-threshold'?)",
                "slow-threshold=5 | agent option slow-threshold: '5' is not a duration",
                "slow-threshold= | agent option slow-threshold: the value is empty; expected a duration",
                "quiet=yes | agent option quiet: 'yes' is not known; expected true or false",
                "mode=exat | agent option mode: 'exat' is not known (did you mean 'exact'?); expected default or exact",
                "rows-per-second=-1 | '-1' is out of range; expected a number from 0 to 1000000",
                "row-burst=many | 'many' is not a whole number",
                "flush-interval=49ms | '49ms' is out of range; expected a duration from 50ms to 1h",
                "flush-interval=2h | '2h' is out of range",
                "queue-memory=1KiB | '1KiB' is out of range; expected a size from 1MiB to 64GiB",
                "log-size=big | 'big' is not a size",
                "application=a/b | 'a/b' cannot name a file",
                "quiet,quiet | agent option quiet: it is given twice",
                "quiet,mode=\"exact | agent options: the quote that opens at character 12 is not closed",
            })
    void saysWhichAgentOptionIsWrong(String options, String expected) {
        agentOptions = options;
        assertThat(onlyProblem()).contains(expected);
    }

    @Test
    void passesOverWhatKubernetesSaysOfAServiceCalledGnomon() {
        environment.put("GNOMON_SERVICE_HOST", "10.0.0.11");
        environment.put("GNOMON_SERVICE_PORT_HTTP", "8080");
        environment.put("GNOMON_PORT", "tcp://10.0.0.11:8080");
        environment.put("GNOMON_PORT_8080_TCP_ADDR", "10.0.0.11");
        assertThat(load().problems()).isEmpty();
    }

    @Test
    void saysWhichPropertyOrVariableIsWrong() {
        properties.setProperty("gnomon.quite", "true");
        properties.setProperty("gnomon.mode", "fast");
        environment.put("GNOMON_SLOW_TRESHOLD", "1s");
        environment.put("GNOMON_QUIET", "maybe");
        assertThat(load().problems())
                .extracting(ConfigurationProblem::toString)
                .satisfiesExactly(
                        problem -> assertThat(problem).startsWith("-Dgnomon.mode: 'fast' is not known; expected"),
                        problem -> assertThat(problem)
                                .startsWith(
                                        "-Dgnomon.quite: unknown setting 'gnomon.quite' (did you mean 'gnomon.quiet'?)"),
                        problem -> assertThat(problem).startsWith("GNOMON_QUIET: 'maybe' is not known; expected"),
                        problem -> assertThat(problem)
                                .contains("(did you mean 'GNOMON_SLOW_THRESHOLD'?); expected one of GNOMON_ENABLED"));
    }

    /** In the texts, ~ begins a line. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "quiet: true~mod: exact | :2:1: unknown setting 'mod' (did you mean 'mode'?)",
                "quiet: true~mode: fast | :2:7: 'fast' is not known",
                "quiet: true~quiet: true | :2:1: 'quiet' is given twice",
                "quiet: [true] | :1:8: expected true or false for 'quiet', but this is a list",
                "quiet: | :1:7: expected true or false for 'quiet', but this is empty",
                "redact: '[a-' | :1:9: '[a-' is not a regular expression: Illegal character range at character 4;"
                        + " expected regular expressions, separated by ';'",
                "redact: [a, [b]] | :1:9: expected regular expressions, separated by ';' for 'redact'",
                "rules: [a, [b]] | :1:8: expected paths, separated by ';' for 'rules'",
                "- quiet | :1:1: expected settings such as",
                "config: other.yaml | :1:1: this file cannot name another",
                "quiet: true: false | :1:12: not YAML:",
            })
    void saysWhereInTheFileAMistakeIs(String text, String expected) throws IOException {
        Path file = Files.writeString(folder.resolve("gnomon.yaml"), text.replace('~', '\n'));
        assertThat(onlyProblem()).startsWith(file + expected);
    }

    @Test
    void missesAFileThatIsNamedButNotThere() {
        agentOptions = "config=other.yaml";
        assertThat(onlyProblem()).isEqualTo(folder.resolve("other.yaml") + ": there is no such file");
    }

    @Test
    void reportsMistakesEvenWhereAStrongerValueHolds() {
        agentOptions = "mode=exact";
        environment.put("GNOMON_MODE", "fast");
        assertThat(onlyProblem()).startsWith("GNOMON_MODE: 'fast'");
        assertThat(load().configuration().mode()).isEqualTo(TimingMode.EXACT);
    }

    private LoadedConfiguration load() {
        return ConfigurationLoader.load(agentOptions, properties, environment, folder);
    }

    private Configuration sound() {
        LoadedConfiguration loaded = load();
        assertThat(loaded.problems()).isEmpty();
        return loaded.configuration();
    }

    private String onlyProblem() {
        LoadedConfiguration loaded = load();
        assertThat(loaded.problems()).hasSize(1);
        return loaded.problems().get(0).toString();
    }

    private List<String> effective(String key) {
        return sound().effective().stream()
                .filter(setting -> setting.key().equals(key))
                .flatMap(setting -> List.of(setting.value(), setting.origin()).stream())
                .toList();
    }
}

package io.gnomon.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuleLoaderTest {

    private static final String SOUND = "- {class: a.B, method: c}\n";

    @TempDir
    Path folder;

    @Test
    void readsEveryKeyOfARule() throws IOException {
        Path file = write("h2.yaml", """
                # JDBC
                - class: org.h2.jdbc.*
                  method: [execute*, "prepareStatement(String)"]
                  operation: "h2.{simple-class}.{method}"
                  slow-threshold: 1.5s
                  category: database
                  mode: exact
                """);
        LoadedRules loaded = RuleLoader.load(List.of(file));
        assertThat(loaded.problems()).isEmpty();
        assertThat(loaded.rules())
                .containsExactly(new Rule(
                        ClassPattern.parse("org.h2.jdbc.*"),
                        List.of(MethodPattern.parse("execute*"), MethodPattern.parse("prepareStatement(String)")),
                        OperationTemplate.parse("h2.{simple-class}.{method}"),
                        Duration.ofMillis(1500),
                        "database",
                        TimingMode.EXACT,
                        new RuleSource(file.toString(), 2)));
    }

    @Test
    void givesARuleItsDefaults() throws IOException {
        Path file = write("a.yaml", "rules:\n- class: a.B\n  method: c\n");
        assertThat(RuleLoader.load(List.of(file)).rules())
                .containsExactly(new Rule(
                        ClassPattern.parse("a.B"),
                        List.of(MethodPattern.parse("c")),
                        OperationTemplate.DEFAULT,
                        null,
                        "",
                        TimingMode.DEFAULT,
                        new RuleSource(file.toString(), 2)));
    }

    @Test
    void selectsAMethodByAnyOfItsPatterns() throws IOException {
        Rule rule = RuleLoader.load(List.of(write("a.yaml", "- {class: a.B, method: [c, d()]}")))
                .rules()
                .get(0);
        assertThat(rule.matchesMethod("c", "(I)V", 0, null)).isTrue();
        assertThat(rule.matchesMethod("d", "()V", 0, null)).isTrue();
        assertThat(rule.matchesMethod("d", "(I)V", 0, null)).isFalse();
    }

    @Test
    void readsTheYamlFilesOfAFolderByNameAndNoOthers() throws IOException {
        write("b.yml", "- {class: B, method: m}");
        write("a.yaml", "- {class: A, method: m}");
        write("notes.txt", "not: rules");
        Files.createDirectories(folder.resolve("sub.yaml"));
        Path extra = write("sub.yaml/c.yaml", "- {class: C, method: m}");
        LoadedRules loaded = RuleLoader.load(List.of(folder, extra));
        assertThat(loaded.problems()).isEmpty();
        assertThat(loaded.rules()).extracting(rule -> rule.classes().text()).containsExactly("A", "B", "C");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# nothing yet\n", "---\n", "[]", "rules:\n", "rules: []"})
    void acceptsAFileWithoutRules(String text) throws IOException {
        assertThat(RuleLoader.load(List.of(write("a.yaml", text)))).isEqualTo(new LoadedRules(List.of(), List.of()));
    }

    @Test
    void keepsTheSoundRulesAroundMistakenOnes() throws IOException {
        Path file = write("a.yaml", SOUND + "- {class: x/Y, method: c}\n" + SOUND);
        LoadedRules loaded = RuleLoader.load(List.of(folder.resolve("missing.yaml"), file));
        assertThat(loaded.rules()).extracting(rule -> rule.source().line()).containsExactly(1, 3);
        assertThat(loaded.problems())
                .extracting(RuleProblem::line, RuleProblem::column)
                .containsExactly(tuple(0, 0), tuple(2, 11));
    }

    /** In the texts, ~ begins a line. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "- class: a.B~  method: c~  clas: d | 3:3: unknown key 'clas' (did you mean 'class'?)",
                "- class: a.B~  method: c~  class: d | 3:3: 'class' is given twice in this rule",
                "- class: a.B | 1:3: a rule needs 'method', and this one has none",
                "- method: c | 1:3: a rule needs 'class', and this one has none",
                "- class: a b~  method: c | 1:10: 'a b' is not a class pattern",
                "- class: [a.B]~  method: c | 1:10: expected the text of 'class', but this is a list",
                "- class:~  method: c | 1:9: expected the text of 'class', but this is empty",
                "- class: a.B~  method: [c, d(] | 2:15: 'd(' is not a method pattern",
                "- class: a.B~  method: [] | 2:11: 'method' is an empty list",
                "- class: a.B~  method: [{c: d}] | 2:12: expected the text of 'method', but this is a mapping",
                "- class: a.B~  method: c~  operation: {method} | 3:14: expected the text of 'operation', but this is a mapping (text that begins with { needs quotes)",
                "- class: a.B~  method: c~  slow-threshold: 100 | 3:19: '100' is not a duration",
                "- class: a.B~  method: c~  mode: exat | 3:9: 'exat' is not a mode (did you mean 'exact'?)",
                "- class: a.B~  method: c~  category: [d] | 3:13: expected the text of 'category'",
                "- [a]: b | 1:3: expected one of the keys class, method",
                "- just text | 1:3: expected a rule with the keys class, method",
                "just text | 1:1: expected a list of rules, each beginning with '- class: ...', but this is text",
                "rule: [] | 1:1: unknown key 'rule' (did you mean 'rules'?)",
                "class: a.B | 1:1: unknown key 'class'; expected a list of rules, each beginning with '- class: ...'",
                "rules: []~rules: [] | 2:1: 'rules' is given twice",
                "- class: *~  method: c | 1:11: not YAML: while scanning an alias",
                "- class: a.B~ method: c | 2:2: not YAML:",
                "- a~---~- b | 2:1: not YAML: expected a single document",
                "- class: *Foo~  method: c | needs quotes",
                "- &a [*a] | 1:3: expected a rule with the keys",
                "- class: \"a.B | 1:14: not YAML:",
            })
    void saysWhereAMistakeIsAndWhatWasExpected(String text, String expected) throws IOException {
        Path file = write("a.yaml", text.replace('~', '\n'));
        LoadedRules loaded = RuleLoader.load(List.of(file));
        assertThat(loaded.rules()).isEmpty();
        assertThat(loaded.problems())
                .anySatisfy(problem ->
                        assertThat(problem.toString()).startsWith(file + ":").contains(expected));
    }

    @Test
    void reportsAllMistakesOfARule() throws IOException {
        Path file = write("a.yaml", "- {class: a/B, method: [c(, d], mode: on, slow-threshold: 1, operation: '{x}'}");
        assertThat(RuleLoader.load(List.of(file)).problems()).hasSize(5);
    }

    @Test
    void reportsAMissingFileByItsName() {
        Path missing = folder.resolve("missing.yaml");
        assertThat(RuleLoader.load(List.of(missing)).problems())
                .extracting(RuleProblem::toString)
                .containsExactly(missing + ": there is no such file");
    }

    @Test
    void refusesTextThatIsNotUtf8() throws IOException {
        Path file = folder.resolve("latin1.yaml");
        Files.write(file, "# é\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(onlyProblem(file)).isEqualTo(file + ": the file is not UTF-8 text");
    }

    @Test
    void refusesAFileThatIsTooLong() throws IOException {
        Path file = write("long.yaml", "#".repeat((1 << 20) + 1));
        assertThat(onlyProblem(file)).contains("at most 1 MiB");
    }

    @Test
    void survivesNestingWithoutEnd() throws IOException {
        Path file = write("deep.yaml", "[".repeat(500_000));
        assertThat(onlyProblem(file)).contains("nested too deeply");
    }

    @Test
    void survivesAliasesThatMultiply() throws IOException {
        StringBuilder text = new StringBuilder("a: &a0 [x]\n");
        for (int i = 1; i < 200; i++) {
            String before = "*a" + (i - 1);
            text.append("b").append(i).append(": &a").append(i).append(" [" + before + ", " + before + "]\n");
        }
        assertThat(onlyProblem(write("bomb.yaml", text.toString()))).contains("not YAML: Number of aliases");
    }

    private String onlyProblem(Path file) {
        LoadedRules loaded = RuleLoader.load(List.of(file));
        assertThat(loaded.rules()).isEmpty();
        assertThat(loaded.problems()).hasSize(1);
        return loaded.problems().get(0).toString();
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}

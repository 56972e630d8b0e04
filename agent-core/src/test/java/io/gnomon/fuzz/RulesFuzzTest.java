package io.gnomon.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.gnomon.rules.ClassPattern;
import io.gnomon.rules.DurationText;
import io.gnomon.rules.LoadedRules;
import io.gnomon.rules.MethodPattern;
import io.gnomon.rules.OperationTemplate;
import io.gnomon.rules.RuleLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rule files, and the words in them. */
class RulesFuzzTest {

    private static final String RULES = """
            # what the shop does
            rules:
              - class: com.acme.shop.**
                method: [public *, "find(String, int[])", new]
                operation: shop.{simple-class}.{method}({parameters})
                slow-threshold: 1.5s
                category: service
                mode: exact
              - class: &base org.h2.jdbc.Jdbc*
                method: 'execute*(..)'
                slow-threshold: 20ms
              - {class: *base, method: close}
            """;

    private static final String LIST = "- class: a.B\n  method: c\n- class: a.D$E\n  method: [e, f]\n";

    @TempDir
    private Path folder;

    @Test
    void aRuleFileIsReadOrSaysWhereItIsWrong() throws Exception {
        Path file = folder.resolve("rules.yaml");
        Fuzzing.run(20_000, mutator -> {
            Files.write(file, mutated(mutator));

            LoadedRules loaded = RuleLoader.load(List.of(file));

            loaded.problems().forEach(problem -> {
                assertThat(problem.file()).isEqualTo(file.toString());
                assertThat(problem.line()).isNotNegative();
                assertThat(problem.message()).isNotBlank().doesNotContain("Exception");
                assertThat(problem.toString()).startsWith(file.toString()).doesNotContain("\n");
            });
            loaded.rules().forEach(rule -> assertThat(rule.methods()).isNotEmpty());
        });
    }

    private static byte[] mutated(Mutator mutator) {
        String valid = mutator.oneOf(List.of(RULES, LIST));
        return mutator.below(4) == 0 ? mutator.bytes(Mutator.utf8(valid)) : Mutator.utf8(mutator.text(valid));
    }

    @Test
    void aPatternSelectsOrSaysWhyItCannot() throws Exception {
        Fuzzing.run(40_000, mutator -> {
            ClassPattern classes = parsed(
                    ClassPattern::parse, mutator, "com.acme.**.Order*", "com.acme.Orders$Line", "**$$SpringCGLIB$$*");
            if (classes != null) {
                classes.covers("com/acme/shop/Orders$Line");
            }
            MethodPattern methods = parsed(
                    MethodPattern::parse, mutator, "public find*(String, java.util.List, int[][])", "new", "close(..)");
            if (methods != null) {
                methods.covers("find", "(Ljava/lang/String;[[IJ)V", 1);
            }
            OperationTemplate template =
                    parsed(OperationTemplate::parse, mutator, "shop.{simple-class}.{method}({parameters})");
            if (template != null) {
                assertThat(template.name("com.acme.Orders", "find", "(Ljava/lang/String;[I)V"))
                        .isNotNull();
            }
            parsed(DurationText::parse, mutator, "1.5s", "30d", "500 ms", "106751d");
        });
    }

    private static <T> @Nullable T parsed(Function<String, T> parser, Mutator mutator, String... valid) {
        String text = mutator.text(mutator.oneOf(List.of(valid)));
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException mistake) {
            assertThat(mistake).isExactlyInstanceOf(IllegalArgumentException.class);
            assertThat(mistake.getMessage()).isNotBlank();
            return null;
        }
    }
}

package io.gnomon.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClassPatternTest {

    @ParameterizedTest
    @CsvSource({
        "com.example.Orders, com.example.Orders, true",
        "com.example.Orders, com.example.Orders$Line, false",
        "com.example.Orders, com.example.OrdersPage, false",
        "com.example.*, com.example.Orders, true",
        "com.example.*, com.example.Orders$Line, true",
        "com.example.*, com.example.web.Orders, false",
        "com.example.*, com.examples.Orders, false",
        "com.example.*Service, com.example.OrderService, true",
        "com.example.*Service, com.example.Service, true",
        "com.example.*Service, com.example.OrderServices, false",
        "com.example.Orders$*, com.example.Orders$Line, true",
        "com.example.Orders$*, com.example.Orders, false",
        "com.*.dao.*, com.shop.dao.Orders, true",
        "com.*.dao.*, com.shop.web.dao.Orders, false",
        "org.h2.**, org.h2.Driver, true",
        "org.h2.**, org.h2.jdbc.meta.Database, true",
        "org.h2.**, org.h2, false",
        "org.h2.**, org.h22.Driver, false",
        "**Dao, com.example.dao.OrdersDao, true",
        "**.dao.*, com.example.dao.Orders, true",
        "**.dao.*, com.example.dao.jdbc.Orders, false",
        "**, Anything, true",
        "*, com.Anything, false",
    })
    void selectsClassesByName(String pattern, String className, boolean selected) {
        assertThat(ClassPattern.parse(pattern).covers(className.replace('.', '/')))
                .isEqualTo(selected);
    }

    @ParameterizedTest
    @CsvSource({
        "app.**, false",
        "app.Orders$$SpringCGLIB$$0, true",
        "app.*$$SpringCGLIB$$*, true",
        "**$$SpringCGLIB$$*, true",
        "app.Orders$*, false",
    })
    void meansWhatGlobsLeaveOutOnlyByItsFullNameOrItsMark(String pattern, boolean meant) {
        String proxy = "app/Orders$$SpringCGLIB$$0";

        assertThat(ClassPattern.parse(pattern).covers(proxy)).isTrue();
        assertThat(ClassPattern.parse(pattern).means(LeftOut.ofClass(proxy))).isEqualTo(meant);
        assertThat(ClassPattern.parse(pattern).means(null)).isTrue();
    }

    /** Few letters make near misses and long ways back likely. */
    @Test
    void agreesWithTheDefinitionOfGlobsOnRandomPatterns() {
        Random random = new Random(7);
        int selected = 0;
        for (int i = 0; i < 200_000; i++) {
            String glob = randomText(random, "aab.**", 9).replaceAll("\\*{3,}", "**");
            String text = randomText(random, "aab.", 11);
            boolean expected = matchesByDefinition(glob, text);
            selected += expected ? 1 : 0;
            assertThat(Glob.matches(glob, text, 0)).as("%s on %s", glob, text).isEqualTo(expected);
        }
        assertThat(selected).as("random cases that match").isGreaterThan(2_000);
    }

    @Test
    void takesNoMoreStepsThanBothLengthsAllow() {
        String glob = "*a".repeat(2_000) + "**" + "*a".repeat(2_000) + "b";
        assertThat(Glob.matches(glob, "a".repeat(10_000), 0)).isFalse();
    }

    @Test
    void knowsTheTextThatAllSelectedNamesBeginWith() {
        assertThat(ClassPattern.parse("com.example.Orders*").literalPrefix()).isEqualTo("com.example.Orders");
        assertThat(ClassPattern.parse("com.example.Orders").literalPrefix()).isEqualTo("com.example.Orders");
        assertThat(ClassPattern.parse("**Dao").literalPrefix()).isEmpty();
    }

    @Test
    void knowsWhetherItNamesOneClass() {
        assertThat(ClassPattern.parse("com.example.Orders").isExact()).isTrue();
        assertThat(ClassPattern.parse("com.example.*").isExact()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "com/example/Orders",
                "com..Orders",
                ".Orders",
                "com.example.",
                "a b",
                "a.***",
                "Orders[]"
            })
    void refusesWhatNoClassCanBeNamed(String text) {
        assertThatThrownBy(() -> ClassPattern.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + text.strip() + "' is not a class pattern")
                .hasMessageContaining("expected");
    }

    private static String randomText(Random random, String letters, int maxLength) {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(maxLength + 1);
        for (int i = 0; i < length; i++) {
            text.append(letters.charAt(random.nextInt(letters.length())));
        }
        return text.toString();
    }

    private static boolean matchesByDefinition(String glob, String text) {
        if (glob.isEmpty()) {
            return text.isEmpty();
        }
        if (glob.startsWith("*")) {
            boolean crossesDots = glob.startsWith("**");
            String rest = glob.substring(crossesDots ? 2 : 1);
            for (int taken = 0; taken <= text.length(); taken++) {
                if (!crossesDots && text.substring(0, taken).contains(".")) {
                    return false;
                }
                if (matchesByDefinition(rest, text.substring(taken))) {
                    return true;
                }
            }
            return false;
        }
        return !text.isEmpty()
                && text.charAt(0) == glob.charAt(0)
                && matchesByDefinition(glob.substring(1), text.substring(1));
    }
}

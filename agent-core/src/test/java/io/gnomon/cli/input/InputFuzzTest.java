package io.gnomon.cli.input;

import static org.assertj.core.api.Assertions.assertThat;

import io.gnomon.fuzz.Fuzzing;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.TypeConversionException;

/** What is typed on the command line. */
class InputFuzzTest {

    private static final Instant END = Instant.parse("2026-01-05T10:00:30Z");
    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

    private static final List<String> TIMES = List.of(
            "90s",
            "10m",
            "999999999d",
            "2026-01-05T10:00:00Z",
            "2026-03-29T02:30:00",
            "2026-01-05 10:00",
            "2026-01-05",
            "+999999999-12-31T23:59:59Z",
            "-999999999-01-01T00:00:00+18:00");

    @Test
    void aTimeIsUnderstoodOrNot() throws Exception {
        Fuzzing.run(40_000, mutator -> {
            try {
                Instant since = TimeArgument.parse("--since", mutator.text(mutator.oneOf(TIMES)), END, ZONE);
                Instant until = TimeArgument.parse("--until", mutator.oneOf(TIMES), END, ZONE);
                assertThat(WindowOptions.between(since, until).isAll()).isFalse();
            } catch (CommandFailure mistake) {
                assertThat(mistake.exitCode()).isEqualTo(ExitCode.USAGE);
                assertThat(mistake.getMessage()).startsWith("--");
            }
        });
    }

    @Test
    void aNumberOfLinesIsOneOrNot() throws Exception {
        Fuzzing.run(20_000, mutator -> {
            try {
                assertThat(new Limit.Converter()
                                .convert(mutator.text(mutator.oneOf(List.of("0", "50", "2147483647"))))
                                .most())
                        .isPositive();
            } catch (TypeConversionException mistake) {
                assertThat(mistake.getMessage()).contains("number of lines");
            }
        });
    }

    @Test
    void aFilterChoosesTheNameThatItWasMadeOf() throws Exception {
        Fuzzing.run(20_000, mutator -> {
            String text = mutator.text(mutator.oneOf(List.of("*o*r*d*e*r*", "com.*.?rder*", "(?i)[a-z]+", "orders")));

            assertThat(NameFilter.of(text).test(text.replace("*", "").replace('?', 'x')))
                    .as(text)
                    .isTrue();
        });
    }

    /** As a pattern with as many choices as there are stars it would take longer than anybody waits. */
    @Test
    void manyStarsTakeNoLonger() {
        String name = "a".repeat(500);

        assertThat(NameFilter.of("*a".repeat(100) + "b").test(name)).isFalse();
        assertThat(NameFilter.of("*a".repeat(100)).test(name)).isTrue();
        assertThat(NameFilter.of("*A?*a").test(name)).isTrue();
        assertThat(NameFilter.of("a*?").test("a")).isFalse();
    }
}

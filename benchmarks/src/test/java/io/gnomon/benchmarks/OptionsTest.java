package io.gnomon.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class OptionsTest {

    @Test
    void everythingIsMeasuredIfNothingIsNamed() {
        assertThat(Options.parse("--quick").parts()).containsExactly(Part.values());
    }

    @Test
    void namedPartsAndJdksAreTaken() {
        Options options = Options.parse("frames", "--java", "25", "startup", "--java", "17");

        assertThat(options.parts()).containsExactly(Part.FRAMES, Part.STARTUP);
        assertThat(options.javaVersions()).containsExactly(17, 25);
        assertThat(options.quick()).isFalse();
        assertThat(options.print()).isFalse();
        assertThat(options.command()).isEqualTo("benchmarks/run.sh frames --java 25 startup --java 17");
    }

    @Test
    void figuresThatAreWorthNothingAreOnlyPrinted() {
        assertThat(Options.parse("--quick").print()).isTrue();
        assertThat(Options.parse("--print").quick()).isFalse();
    }

    @Test
    void theUsageNamesEveryPart() {
        assertThat(Part.values()).allSatisfy(part -> assertThat(Options.usage()).contains("[" + part + "]"));
    }

    @Test
    void mistakesAreNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Options.parse("taste"))
                .withMessageContaining("'taste'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Options.parse("--java"))
                .withMessageContaining("--java 17");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Options.parse("--java", "11"))
                .withMessageContaining("'11'");
    }
}

package io.gnomon.examples.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class OptionsTest {

    private static final Map<String, String> DEFAULTS = Map.of("--port", "0", "--seed", "1");

    @Test
    void anOptionLeftOutHasItsDefault() {
        Options options = parse("--port", "8080");

        assertThat(options.number("--port", 0, 65_535)).isEqualTo(8080);
        assertThat(options.number("--seed", 0, 9)).isEqualTo(1);
    }

    @Test
    void aMistakeIsToldInOneSentence() {
        assertThatThrownBy(() -> parse("--prot", "1"))
                .hasMessage("There is no option '--prot'; there are --port, --seed.");
        assertThatThrownBy(() -> parse("--port")).hasMessage("Option --port lacks its value.");
        assertThatThrownBy(() -> parse("--port", "web").number("--port", 0, 9))
                .hasMessage("Option --port takes a whole number from 0 to 9, not 'web'.");
        assertThatThrownBy(() -> parse("--port", "10").number("--port", 0, 9))
                .hasMessage("Option --port takes a whole number from 0 to 9, not '10'.");
    }

    private static Options parse(String... arguments) {
        return Options.parse(arguments, DEFAULTS);
    }
}

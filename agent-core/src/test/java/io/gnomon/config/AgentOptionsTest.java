package io.gnomon.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gnomon.config.AgentOptions.Option;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AgentOptionsTest {

    @Test
    void splitsKeysAndValues() {
        assertThat(AgentOptions.parse("slow-threshold=500ms,mode=exact"))
                .containsExactly(new Option("slow-threshold", "500ms"), new Option("mode", "exact"));
    }

    @Test
    void takesAKeyAloneForTrue() {
        assertThat(AgentOptions.parse("quiet,mode=exact,annotations"))
                .containsExactly(
                        new Option("quiet", "true"), new Option("mode", "exact"), new Option("annotations", "true"));
    }

    @Test
    void leavesOutBlanksAroundKeysAndValues() {
        assertThat(AgentOptions.parse(" quiet , mode = exact ,database = \"a b\" "))
                .containsExactly(
                        new Option("quiet", "true"), new Option("mode", "exact"), new Option("database", "a b"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"a,b=c\" | a,b=c",
                "'a,b' | a,b",
                "'say \"hi\"' | say \"hi\"",
                "\"say \\\"hi\\\"\" | say \"hi\"",
                "'it\\'s' | it's",
                "\"C:\\logs\\x\" | C:\\logs\\x",
                "' a ' | ` a `",
                "'' | ``",
                "a=b | a=b",
                "C:\\logs | C:\\logs",
            })
    void readsQuotedAndPlainValues(String written, String value) {
        assertThat(AgentOptions.parse("k=" + written + ",quiet"))
                .containsExactly(new Option("k", value), new Option("quiet", "true"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a,b=c", "say \"hi\"", "it's", " a ", "C:\\logs\\", "a;b\\\\", ""})
    void writesWhatItReads(String value) {
        List<Option> options = List.of(new Option("k", value), new Option("quiet", "true"));
        assertThat(AgentOptions.parse(AgentOptions.text(options))).isEqualTo(options);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ",", ",,", " , "})
    void acceptsNoOptionsAtAll(String text) {
        assertThat(AgentOptions.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "quiet,k=\"abc | the quote that opens at character 9 is not closed",
                "k='a\\' | the quote that opens at character 3 is not closed",
                "k='a' b,quiet | a comma is missing at character 7, after k='a'",
                "quiet,=5 | no key before the '=' at character 7",
            })
    void saysAtWhichCharacterAMistakeIs(String text, String expected) {
        assertThatThrownBy(() -> AgentOptions.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(expected);
    }
}

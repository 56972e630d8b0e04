package io.gnomon.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessagePatternTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "order 17 is closed | order # is closed",
                "no stock of 'tea' in \"Berlin\" | no stock of '*' in '*'",
                "timed out after 3.5 s on 10.0.0.7:5432 | timed out after # s on #",
                "no row 9f1c2d3e-0a1b-4c5d-8e9f-001122334455 | no row #",
                "at 0xdeadbeef01 | at #",
                "the facade is decaffeinated | the facade is decaffeinated",
                "can't open it | can't open it"
            })
    void keepsWhatMessagesOfOneCauseHaveInCommon(String message, String pattern) {
        assertThat(MessagePattern.of(message)).isEqualTo(pattern);
    }
}

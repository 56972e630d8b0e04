package io.gnomon.system;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProgramArgumentsTest {

    private static final String[] WORDS = {"java", "-jar", "my app.jar", "--pass", "a b", "", ""};

    @Test
    void theLastWordsThatMakeUpTheCommandAreItsArguments() {
        assertThat(ProgramArguments.last(WORDS, "my app.jar --pass a b ").orElseThrow())
                .containsExactly("my app.jar", "--pass", "a b", "");
    }

    @Test
    void otherWordsAreNot() {
        assertThat(ProgramArguments.last(WORDS, "other.jar --pass a b ")).isEmpty();
        assertThat(ProgramArguments.last(WORDS, "x")).isEmpty();
        assertThat(ProgramArguments.last(new String[] {""}, "x")).isEmpty();
    }
}

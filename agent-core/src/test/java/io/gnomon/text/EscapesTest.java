package io.gnomon.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EscapesTest {

    @Test
    void textThatShowsAsItIsStays() {
        String text = "größer ▲ 漢字 \ud83d\ude00 C:\\temp → ±4 %";
        assertThat(Escapes.visible(text)).isSameAs(text);
    }

    @Test
    void whatATerminalObeysIsEscaped() {
        assertThat(Escapes.visible("a\u001b[31mb\u0007\u0000\u007f\u009b2J"))
                .isEqualTo("a\\u001b[31mb\\u0007\\u0000\\u007f\\u009b2J");
        assertThat(Escapes.visible("two\r\nlines\tand a tab")).isEqualTo("two\\r\\nlines\\tand a tab");
    }

    @Test
    void whatHasNoPictureIsEscaped() {
        assertThat(Escapes.visible("\u202euser\u2066\u200f\u061c\u200b\ufeff\u00ad\u2028"))
                .isEqualTo("\\u202euser\\u2066\\u200f\\u061c\\u200b\\ufeff\\u00ad\\u2028");
        assertThat(Escapes.visible("tag \udb40\udc41")).isEqualTo("tag \\udb40\\udc41");
    }

    @Test
    void halfAPairIsEscaped() {
        assertThat(Escapes.visible("a\ud83d")).isEqualTo("a\\ud83d");
        assertThat(Escapes.visible("\ude00a")).isEqualTo("\\ude00a");
        assertThat(Escapes.visible("a\ude00")).isEqualTo("a\\ude00");
        assertThat(Escapes.visible("\ud83d\ud83d\ude00\ude00")).isEqualTo("\\ud83d\ud83d\ude00\\ude00");
    }
}

package io.gnomon.cli.json;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import io.gnomon.text.Escapes;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * Escapes what {@link Escapes} escapes in text: a document may be shown on a terminal, too. Pairs are escaped as well, because each
 * half is asked for alone, and half a pair, which a message that was cut may end with, is no valid JSON.
 */
final class JsonEscapes extends CharacterEscapes {

    @Serial
    private static final long serialVersionUID = 1L;

    private static final char DELETE = 0x7f;

    private final int[] ascii = standardAsciiEscapesForJSON();

    JsonEscapes() {
        ascii[DELETE] = ESCAPE_STANDARD;
    }

    @Override
    public int[] getEscapeCodesForAscii() {
        return ascii;
    }

    @Override
    public @Nullable SerializableString getEscapeSequence(int sign) {
        return Escapes.isInvisible(sign) ? new SerializedString(Escapes.code((char) sign)) : null;
    }
}

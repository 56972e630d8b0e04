package io.gnomon.text;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Hides secrets in texts that are to be stored or shown: by their names, by what they look like, by where they stand in a URL,
 * and by the user's own patterns. It takes time in proportion to the text's length, whatever is in it. For all threads, but
 * meant for the agent's own.
 */
public final class Redaction {

    private static final String UNCHECKED = "*** (hidden: the patterns of 'redact' took too long for this text)";

    private final FurtherPatterns further;

    /** @param further what else is to be hidden */
    public Redaction(List<Pattern> further) {
        this.further = new FurtherPatterns(further, System::nanoTime);
    }

    /** The text with each secret replaced by {@code ***}. */
    public String text(String text) {
        Spans found = new Spans();
        find(text, found);
        return hide(text, found);
    }

    /** A program's arguments, in one text with blanks between. */
    public String arguments(List<String> arguments) {
        Spans found = new Spans();
        int offset = 0;
        for (String argument : arguments) {
            found.countFrom(offset);
            find(argument, found);
            offset += argument.length() + 1;
        }
        ArgumentSecrets.find(arguments, found);
        return hide(String.join(" ", arguments), found);
    }

    private static void find(String text, Spans found) {
        NamedSecrets.find(text, found);
        TokenSecrets.find(text, found);
        UrlSecrets.find(text, found);
    }

    private String hide(String text, Spans found) {
        return further.find(text, found) ? found.hide(text) : UNCHECKED;
    }
}

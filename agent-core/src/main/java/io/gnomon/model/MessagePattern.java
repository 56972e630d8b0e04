package io.gnomon.model;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What error messages of one cause have in common: the text without the numbers, ids and quoted values in it. */
public final class MessagePattern {

    private static final int MAX_LENGTH = 200;

    private static final Pattern QUOTED = Pattern.compile("'[^']{1,200}'|\"[^\"]{1,200}\"");
    private static final Pattern HEXADECIMAL =
            Pattern.compile("\\b(?:0x)?(?=[0-9a-fA-F-]*[0-9])[0-9a-fA-F]{6,}(?:-[0-9a-fA-F]{4,})*\\b");
    private static final Pattern NUMBER = Pattern.compile("\\d+(?:[.,:]\\d+)*");

    private MessagePattern() {}

    /** The pattern of the message's first line; empty for null. */
    public static String of(@Nullable String message) {
        if (message == null) {
            return "";
        }
        String line = message.lines().findFirst().orElse("");
        String shortened = line.length() > MAX_LENGTH ? line.substring(0, MAX_LENGTH) : line;
        String withoutQuotes = QUOTED.matcher(shortened).replaceAll("'*'");
        String withoutIds = HEXADECIMAL.matcher(withoutQuotes).replaceAll("#");
        return NUMBER.matcher(withoutIds).replaceAll("#");
    }
}

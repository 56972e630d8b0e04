package io.gnomon.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Splits an agent's options, {@code key=value,key=value}. A key alone means {@code true}; a value may stand in single or
 * double quotes, within which a comma is a comma and a backslash before the quote makes it text.
 */
public final class AgentOptions {

    /** Not a setting: where the command {@code attach} waits for the agent's answer. */
    public static final String ANSWER = "attach-answer";

    /**
     * One option.
     *
     * @param value without quotes
     */
    public record Option(String key, String value) {}

    private final String text;
    private final List<Option> options = new ArrayList<>();
    private int index;

    private AgentOptions(String text) {
        this.text = text;
    }

    /**
     * All options in order.
     *
     * @throws IllegalArgumentException if the text is not of that form; the message is a sentence for the user
     */
    public static List<Option> parse(String text) {
        AgentOptions parser = new AgentOptions(text);
        while (parser.index < text.length()) {
            parser.readOption();
        }
        return List.copyOf(parser.options);
    }

    /** The text that gives these options. */
    public static String text(List<Option> options) {
        StringBuilder text = new StringBuilder();
        for (Option option : options) {
            text.append(text.length() == 0 ? "" : ",")
                    .append(option.key())
                    .append('=')
                    .append(quoted(option.value()));
        }
        return text.toString();
    }

    /** A backslash at the end would make text of the quote behind it, so such a value stands alone where it can. */
    private static String quoted(String value) {
        return value.endsWith("\\") && value.indexOf(',') < 0 ? value : '"' + value.replace("\"", "\\\"") + '"';
    }

    /**
     * The same options with paths that do not depend on the working directory of who reads them.
     *
     * @param folder from which relative paths start
     * @throws IllegalArgumentException if the text is no list of options, or a path is none; the message is for the user
     */
    public static String withAbsolutePaths(String text, Path folder) {
        List<Option> absolute = new ArrayList<>();
        for (Option option : parse(text)) {
            Setting<?> setting = Spelling.KEY.find(option.key());
            absolute.add(
                    setting != null && setting.type().isPath()
                            ? new Option(option.key(), setting.type().absolute(option.value(), folder))
                            : option);
        }
        return text(absolute);
    }

    private void readOption() {
        int start = index;
        String key = readUntil("=,");
        boolean hasValue = index < text.length() && text.charAt(index) == '=';
        if (hasValue && key.isEmpty()) {
            throw new IllegalArgumentException(
                    "no key before the '=' at character " + (index + 1) + "; expected key=value,key=value");
        }
        if (hasValue) {
            index++;
            options.add(new Option(key, readValue()));
        } else if (!key.isEmpty()) {
            options.add(new Option(key, "true"));
        }
        checkProgress(start);
    }

    /** After an option there is a comma or the end. */
    private void checkProgress(int start) {
        if (index < text.length() && text.charAt(index) != ',') {
            throw new IllegalArgumentException("a comma is missing at character " + (index + 1) + ", after "
                    + text.substring(start, index).strip());
        }
        index++;
    }

    private String readValue() {
        while (index < text.length() && Character.isWhitespace(text.charAt(index))) {
            index++;
        }
        boolean quoted = index < text.length() && (text.charAt(index) == '"' || text.charAt(index) == '\'');
        return quoted ? readQuoted(text.charAt(index)) : readUntil(",");
    }

    private String readQuoted(char quote) {
        int open = index++;
        StringBuilder value = new StringBuilder();
        while (index < text.length() && text.charAt(index) != quote) {
            if (text.startsWith("\\" + quote, index)) {
                index++;
            }
            value.append(text.charAt(index++));
        }
        if (index == text.length()) {
            throw new IllegalArgumentException(
                    "the quote that opens at character " + (open + 1) + " is not closed: " + text.substring(open));
        }
        index++;
        while (index < text.length() && Character.isWhitespace(text.charAt(index))) {
            index++;
        }
        return value.toString();
    }

    private String readUntil(String ends) {
        int start = index;
        while (index < text.length() && ends.indexOf(text.charAt(index)) < 0) {
            index++;
        }
        return text.substring(start, index).strip();
    }
}

package io.gnomon.config;

import io.gnomon.rules.DurationText;
import io.gnomon.rules.Suggestion;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * What kind of value a setting takes: how it is read, shown and described.
 *
 * @param description for the user, such as "a duration from 50ms to 1h"
 * @param parser reads a text that is not blank, paths from the given folder on; throws IllegalArgumentException with a
 *     sentence for the user
 * @param formatter shows a value as a user may write it
 */
record ValueType<T>(String description, BiFunction<String, Path, T> parser, Function<T, String> formatter) {

    private static final String NOT_IN_NAMES = "/\\:*?\"<>|";
    private static final int MAX_NAME_LENGTH = 100;

    /**
     * Reads a value.
     *
     * @param folder from which relative paths start
     * @throws IllegalArgumentException if the text is none; the message is a sentence for the user
     */
    T parse(String text, Path folder) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("the value is empty; expected " + description);
        }
        return parser.apply(text.strip(), folder);
    }

    String format(T value) {
        return formatter.apply(value);
    }

    static ValueType<Boolean> bool() {
        return new ValueType<>(
                "true or false",
                (text, folder) -> oneOf(text, List.of("true", "false")).equals("true"),
                String::valueOf);
    }

    static ValueType<String> word(String... words) {
        List<String> known = List.of(words);
        return new ValueType<>(String.join(" or ", known), (text, folder) -> oneOf(text, known), word -> word);
    }

    /** A name that may become a file's. */
    static ValueType<String> name() {
        return new ValueType<>("a name", (text, folder) -> checkedName(text), name -> name);
    }

    static ValueType<Long> count(long min, long max) {
        return ranged("a number", min, max, ValueType::wholeNumber, String::valueOf);
    }

    /** Values are bytes. */
    static ValueType<Long> size(long min, long max) {
        return ranged("a size", min, max, SizeText::parse, SizeText::format);
    }

    static ValueType<Duration> duration(Duration min, Duration max) {
        return ranged("a duration", min, max, DurationText::parse, DurationText::format);
    }

    static ValueType<Path> path() {
        return new ValueType<>("a path", ValueType::resolved, Path::toString);
    }

    static ValueType<List<Path>> paths() {
        return new ValueType<>("paths, separated by ';'", ValueType::resolvedList, ValueType::joined);
    }

    private static <T extends Comparable<T>> ValueType<T> ranged(
            String kind, T min, T max, Function<String, T> parser, Function<T, String> formatter) {
        String description = kind + " from " + formatter.apply(min) + " to " + formatter.apply(max);
        return new ValueType<>(
                description,
                (text, folder) -> {
                    T value = parser.apply(text);
                    if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
                        throw new IllegalArgumentException("'" + text + "' is out of range; expected " + description);
                    }
                    return value;
                },
                formatter);
    }

    private static String oneOf(String text, List<String> words) {
        if (!words.contains(text)) {
            throw new IllegalArgumentException("'" + text + "' is not known" + Suggestion.hint(text, words)
                    + "; expected " + String.join(" or ", words));
        }
        return text;
    }

    private static String checkedName(String text) {
        boolean sound = text.length() <= MAX_NAME_LENGTH
                && text.chars().noneMatch(c -> Character.isISOControl(c) || NOT_IN_NAMES.indexOf(c) >= 0);
        if (!sound) {
            throw new IllegalArgumentException("'" + text + "' cannot name a file; expected at most " + MAX_NAME_LENGTH
                    + " characters and none of " + NOT_IN_NAMES);
        }
        return text;
    }

    private static Long wholeNumber(String text) {
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException notWhole) {
            throw new IllegalArgumentException("'" + text + "' is not a whole number", notWhole);
        }
    }

    private static Path resolved(String text, Path folder) {
        try {
            return folder.resolve(text).normalize();
        } catch (InvalidPathException invalid) {
            throw new IllegalArgumentException("'" + text + "' is not a path: " + invalid.getReason(), invalid);
        }
    }

    private static List<Path> resolvedList(String text, Path folder) {
        List<Path> paths = new ArrayList<>();
        for (String part : text.split(";", -1)) {
            if (!part.isBlank()) {
                paths.add(resolved(part.strip(), folder));
            }
        }
        return List.copyOf(paths);
    }

    private static String joined(List<Path> paths) {
        StringBuilder text = new StringBuilder();
        for (Path path : paths) {
            text.append(text.length() == 0 ? "" : ";").append(path);
        }
        return text.toString();
    }
}

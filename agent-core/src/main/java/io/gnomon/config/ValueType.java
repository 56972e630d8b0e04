package io.gnomon.config;

import io.gnomon.rules.DurationText;
import io.gnomon.rules.Suggestion;
import java.math.BigDecimal;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * What kind of value a setting takes: how it is read, shown and described. Classes and not lambda expressions, as those
 * would cost each application's start tens of milliseconds.
 */
abstract class ValueType<T> {

    private static final char SEPARATOR = ';';

    private final String description;

    private ValueType(String description) {
        this.description = description;
    }

    /** For the user, such as "a duration from 50ms to 1h". */
    final String description() {
        return description;
    }

    /**
     * Reads a value.
     *
     * @param folder from which relative paths start
     * @throws IllegalArgumentException if the text is none; the message is a sentence for the user
     */
    final T parse(String text, Path folder) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("the value is empty; expected " + description);
        }
        return read(text.strip(), folder);
    }

    /** Shows a value as a user may write it. */
    String format(T value) {
        return value.toString();
    }

    /** As {@link #parse}, for a text that is not empty and has no blanks around. */
    abstract T read(String text, Path folder);

    /** Whether values name files. */
    boolean isPath() {
        return false;
    }

    /** Whether values are lists, of which the elements may also be given one by one. */
    boolean isList() {
        return false;
    }

    /** A text for the whole list of elements that are given one by one. */
    final String joined(List<String> elements) {
        StringBuilder text = new StringBuilder();
        for (String element : elements) {
            text.append(text.length() == 0 ? "" : SEPARATOR).append(element(element));
        }
        return text.toString();
    }

    /** An element as it stands among others. */
    String element(String text) {
        return text;
    }

    /** The text of the same value whatever the working directory. */
    final String absolute(String text, Path folder) {
        return format(parse(text, folder));
    }

    static ValueType<Boolean> bool() {
        return new Bool();
    }

    static ValueType<String> word(String... words) {
        return new Word(List.of(words));
    }

    /** A name that may become a file's. */
    static ValueType<String> name() {
        return new Name();
    }

    static ValueType<Long> count(long min, long max) {
        return new Count(min, max);
    }

    /**
     * Values are shares, such as 0.01 for 1 %; infinity for off.
     *
     * @param min in percent
     * @param max in percent
     */
    static ValueType<Double> percentageOrOff(double min, double max) {
        return new PercentageOrOff(min, max);
    }

    /** Values are bytes. */
    static ValueType<Long> size(long min, long max) {
        return new Size(min, max);
    }

    static ValueType<Duration> duration(Duration min, Duration max) {
        return new Span(min, max);
    }

    static ValueType<Path> path() {
        return new OnePath();
    }

    static ValueType<List<Path>> paths() {
        return new Paths();
    }

    /** Regular expressions. */
    static ValueType<List<Pattern>> patterns() {
        return new Patterns();
    }

    private static String oneOf(String text, List<String> words) {
        if (!words.contains(text)) {
            throw new IllegalArgumentException("'" + text + "' is not known" + Suggestion.hint(text, words)
                    + "; expected " + String.join(" or ", words));
        }
        return text;
    }

    private static <T extends Comparable<T>> T inRange(ValueType<T> type, String text, T value, T min, T max) {
        if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
            throw new IllegalArgumentException("'" + text + "' is out of range; expected " + type.description);
        }
        return value;
    }

    private static Path resolved(String text, Path folder) {
        try {
            return folder.resolve(text).normalize();
        } catch (InvalidPathException invalid) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a path: " + invalid.getReason() + FileNameEncoding.remedyFor(text), invalid);
        }
    }

    private static final class Bool extends ValueType<Boolean> {

        Bool() {
            super("true or false");
        }

        @Override
        Boolean read(String text, Path folder) {
            return oneOf(text, List.of("true", "false")).equals("true");
        }
    }

    private static final class Word extends ValueType<String> {

        private final List<String> words;

        Word(List<String> words) {
            super(String.join(" or ", words));
            this.words = words;
        }

        @Override
        String read(String text, Path folder) {
            return oneOf(text, words);
        }
    }

    private static final class PercentageOrOff extends ValueType<Double> {

        private static final String OFF = "off";

        private final double min;
        private final double max;

        PercentageOrOff(double min, double max) {
            super("a percentage from " + percent(min) + " to " + percent(max) + ", or " + OFF);
            this.min = min;
            this.max = max;
        }

        @Override
        Double read(String text, Path folder) {
            if (text.equals(OFF)) {
                return Double.POSITIVE_INFINITY;
            }
            double value = number(text);
            inRange(this, text, value, min, max);
            return value / 100;
        }

        private double number(String text) {
            try {
                if (text.endsWith("%")) {
                    return Double.parseDouble(text.substring(0, text.length() - 1));
                }
            } catch (NumberFormatException other) {
                // As for a text without a percent sign.
            }
            throw new IllegalArgumentException("'" + text + "' is not a percentage; expected " + description());
        }

        @Override
        String format(Double value) {
            return value.isInfinite() ? OFF : percent(value * 100);
        }

        private static String percent(double value) {
            return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString() + "%";
        }
    }

    private static final class Name extends ValueType<String> {

        private static final String NOT_IN_NAMES = "/\\:*?\"<>|";
        private static final int MAX_LENGTH = 100;

        Name() {
            super("a name");
        }

        @Override
        String read(String text, Path folder) {
            boolean sound = text.length() <= MAX_LENGTH;
            for (int i = 0; sound && i < text.length(); i++) {
                char c = text.charAt(i);
                sound = !Character.isISOControl(c) && NOT_IN_NAMES.indexOf(c) < 0;
            }
            if (!sound) {
                throw new IllegalArgumentException("'" + text + "' cannot name a file; expected at most " + MAX_LENGTH
                        + " characters and none of " + NOT_IN_NAMES);
            }
            return text;
        }
    }

    private static final class Count extends ValueType<Long> {

        private final long min;
        private final long max;

        Count(long min, long max) {
            super("a number from " + min + " to " + max);
            this.min = min;
            this.max = max;
        }

        @Override
        Long read(String text, Path folder) {
            try {
                return inRange(this, text, Long.valueOf(text), min, max);
            } catch (NumberFormatException notWhole) {
                throw new IllegalArgumentException(
                        "'" + text + "' is not a whole number; expected " + description(), notWhole);
            }
        }
    }

    private static final class Size extends ValueType<Long> {

        private final long min;
        private final long max;

        Size(long min, long max) {
            super("a size from " + SizeText.format(min) + " to " + SizeText.format(max));
            this.min = min;
            this.max = max;
        }

        @Override
        Long read(String text, Path folder) {
            return inRange(this, text, SizeText.parse(text), min, max);
        }

        @Override
        String format(Long value) {
            return SizeText.format(value);
        }
    }

    private static final class Span extends ValueType<Duration> {

        private final Duration min;
        private final Duration max;

        Span(Duration min, Duration max) {
            super("a duration from " + DurationText.format(min) + " to " + DurationText.format(max));
            this.min = min;
            this.max = max;
        }

        @Override
        Duration read(String text, Path folder) {
            return inRange(this, text, DurationText.parse(text), min, max);
        }

        @Override
        String format(Duration value) {
            return DurationText.format(value);
        }
    }

    private static final class OnePath extends ValueType<Path> {

        OnePath() {
            super("a path");
        }

        @Override
        boolean isPath() {
            return true;
        }

        @Override
        Path read(String text, Path folder) {
            return resolved(text, folder);
        }
    }

    private static final class Paths extends ValueType<List<Path>> {

        Paths() {
            super("paths, separated by ';'");
        }

        @Override
        boolean isPath() {
            return true;
        }

        @Override
        boolean isList() {
            return true;
        }

        @Override
        List<Path> read(String text, Path folder) {
            List<Path> paths = new ArrayList<>();
            for (String part : text.split(";", -1)) {
                if (!part.isBlank()) {
                    paths.add(resolved(part.strip(), folder));
                }
            }
            return List.copyOf(paths);
        }

        @Override
        String format(List<Path> paths) {
            StringBuilder text = new StringBuilder();
            for (Path path : paths) {
                text.append(text.length() == 0 ? "" : ";").append(path);
            }
            return text.toString();
        }
    }

    /** What separates them is text after a backslash, which an expression takes for the same. */
    private static final class Patterns extends ValueType<List<Pattern>> {

        Patterns() {
            super("regular expressions, separated by ';'");
        }

        @Override
        boolean isList() {
            return true;
        }

        @Override
        String element(String text) {
            StringBuilder element = new StringBuilder();
            for (String part : parts(text)) {
                element.append(element.length() == 0 ? "" : "\\;").append(part);
            }
            return element.toString();
        }

        @Override
        List<Pattern> read(String text, Path folder) {
            List<Pattern> patterns = new ArrayList<>();
            for (String part : parts(text)) {
                if (!part.isBlank()) {
                    patterns.add(pattern(part.strip()));
                }
            }
            return List.copyOf(patterns);
        }

        private Pattern pattern(String text) {
            try {
                return Pattern.compile(text);
            } catch (PatternSyntaxException mistake) {
                throw new IllegalArgumentException(
                        "'" + text + "' is not a regular expression: " + mistake.getDescription()
                                + (mistake.getIndex() < 0 ? "" : " at character " + (mistake.getIndex() + 1))
                                + "; expected " + description(),
                        mistake);
            }
        }

        private static List<String> parts(String text) {
            List<String> parts = new ArrayList<>();
            int begin = 0;
            for (int at = 0; at < text.length(); at++) {
                if (text.charAt(at) == '\\') {
                    at++;
                } else if (text.charAt(at) == SEPARATOR) {
                    parts.add(text.substring(begin, at));
                    begin = at + 1;
                }
            }
            parts.add(text.substring(begin));
            return parts;
        }

        @Override
        String format(List<Pattern> patterns) {
            return joined(patterns.stream().map(Pattern::pattern).toList());
        }
    }
}

package io.gnomon.rules;

import org.jspecify.annotations.Nullable;

/**
 * Selects classes by binary name: an exact name such as {@code com.example.Orders$Line}, or a glob in which {@code *}
 * stands for any characters within a package segment and {@code **} for any characters across segments. A {@code $} is
 * a character like any other, so {@code com.example.Orders*} also takes the classes nested in {@code Orders}. A glob leaves
 * out what {@link LeftOut} lists.
 *
 * <p>Immutable. Matching runs for every class that the JVM loads, while it loads it: it allocates nothing and loads no
 * class.
 */
public final class ClassPattern {

    private static final String NOT_IN_NAMES = "/;[](){}<>,?\"'#:=";

    private final String text;
    private final String internalText;
    private final int prefixLength;

    /** Whether what globs leave out is meant, because the pattern gives the name or holds the mark. */
    private final boolean meansGenerated;

    private ClassPattern(String text) {
        this.text = text;
        this.internalText = text.replace('.', '/');
        int star = text.indexOf('*');
        this.prefixLength = star < 0 ? text.length() : star;
        this.meansGenerated = star < 0 || LeftOut.ofClass(internalText) != null;
    }

    /**
     * Reads a pattern.
     *
     * @throws IllegalArgumentException if no class can have such a name; the message is a sentence for the user
     */
    public static ClassPattern parse(String text) {
        String pattern = text.strip();
        if (pattern.isEmpty()) {
            throw mistake(pattern, "it is empty");
        }
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '/') {
                throw mistake(pattern, "packages are separated by dots, not slashes");
            }
            if (Character.isWhitespace(c) || NOT_IN_NAMES.indexOf(c) >= 0) {
                throw mistake(pattern, "a class name cannot hold '" + c + "'");
            }
        }
        if (pattern.startsWith(".") || pattern.endsWith(".") || pattern.contains("..")) {
            throw mistake(pattern, "a package segment is empty");
        }
        if (pattern.contains("***")) {
            throw mistake(pattern, "there are three stars in a row");
        }
        return new ClassPattern(pattern);
    }

    /**
     * Whether the text alone matches; what is left out is still in it.
     *
     * @param internalName as in class files, with slashes between packages and {@code $} before nested classes
     */
    public boolean covers(String internalName) {
        if (isExact()) {
            return internalText.equals(internalName);
        }
        return internalText.regionMatches(0, internalName, 0, prefixLength)
                && Glob.matches(internalText, internalName, prefixLength, '/');
    }

    /**
     * Whether a class that the text covers is selected.
     *
     * @param kind the class's kind; null if globs do not leave it out
     */
    public boolean means(@Nullable LeftOut kind) {
        return kind == null || meansGenerated;
    }

    /** Whether the pattern is the name of one class. */
    public boolean isExact() {
        return prefixLength == text.length();
    }

    /** What every selected class's name begins with: the text before the first star, the whole name if exact. */
    public String literalPrefix() {
        return text.substring(0, prefixLength);
    }

    /** The pattern as written. */
    public String text() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ClassPattern that && that.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }

    private static IllegalArgumentException mistake(String pattern, String what) {
        return new IllegalArgumentException(
                "'" + pattern + "' is not a class pattern: " + what
                        + "; expected a name such as com.example.Orders, or a glob such as com.example.*Service or com.example.**");
    }
}

package io.gnomon.rules;

/**
 * Selects classes by binary name: an exact name such as {@code com.example.Orders$Line}, or a glob in which {@code *}
 * stands for any characters within a package segment and {@code **} for any characters across segments. A {@code $} is
 * a character like any other, so {@code com.example.Orders*} also takes the classes nested in {@code Orders}.
 *
 * <p>Immutable. Matching runs for every class that the JVM loads, while it loads it: it allocates nothing and loads no
 * class.
 */
public final class ClassPattern {

    private static final String NOT_IN_NAMES = "/;[](){}<>,?\"'#:=";

    private final String text;
    private final String internalText;
    private final int prefixLength;

    private ClassPattern(String text) {
        this.text = text;
        this.internalText = text.replace('.', '/');
        int star = text.indexOf('*');
        this.prefixLength = star < 0 ? text.length() : star;
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
     * Whether the class is selected.
     *
     * @param binaryName with dots between packages and {@code $} before nested classes
     */
    public boolean matches(String binaryName) {
        return matches(text, binaryName, '.');
    }

    /**
     * The same, by the name that stands in class files.
     *
     * @param internalName with slashes between packages and {@code $} before nested classes
     */
    public boolean matchesInternalName(String internalName) {
        return matches(internalText, internalName, '/');
    }

    private boolean matches(String pattern, String name, char separator) {
        if (isExact()) {
            return pattern.equals(name);
        }
        return pattern.regionMatches(0, name, 0, prefixLength) && Glob.matches(pattern, name, prefixLength, separator);
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

package io.gnomon.rules;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Selects methods: a name, or a glob in which {@code *} stands for any characters; then, if wanted, parameter types in
 * parentheses, {@code (..)} for any; before it, if wanted, {@code public} for public methods only. Examples:
 * {@code find}, {@code execute*}, {@code execute(String, int)}, {@code public *}.
 *
 * <p>{@code new} or {@code <init>} selects constructors, and no glob does. Static initialisers and bridges, which only
 * pass a call on to the method proper, are never selected; other methods that the compiler made, such as a lambda's
 * body, only by their full name.
 *
 * <p>Immutable.
 */
public final class MethodPattern {

    private static final int PUBLIC = 0x0001;
    private static final int BRIDGE = 0x0040;
    private static final int SYNTHETIC = 0x1000;
    private static final String CONSTRUCTOR = "<init>";

    private final String text;
    private final boolean publicOnly;
    private final String name;
    private final @Nullable List<TypePattern> parameters;

    private MethodPattern(String text, boolean publicOnly, String name, @Nullable List<TypePattern> parameters) {
        this.text = text;
        this.publicOnly = publicOnly;
        this.name = name.equals("new") ? CONSTRUCTOR : name;
        this.parameters = parameters;
    }

    /**
     * Reads a pattern.
     *
     * @throws IllegalArgumentException if it can select no method; the message is a sentence for the user
     */
    public static MethodPattern parse(String text) {
        String pattern = text.strip();
        boolean publicOnly = pattern.startsWith("public ");
        String signature = publicOnly ? pattern.substring("public ".length()).strip() : pattern;
        int open = signature.indexOf('(');
        String name = open < 0 ? signature : signature.substring(0, open).stripTrailing();
        checkName(pattern, name);
        return new MethodPattern(pattern, publicOnly, name, open < 0 ? null : parameters(pattern, signature, open));
    }

    /**
     * Whether the method is selected.
     *
     * @param methodName {@code <init>} for a constructor
     * @param descriptor such as {@code (Ljava/lang/String;I)V}
     * @param accessFlags as in the class file
     */
    public boolean matches(String methodName, String descriptor, int accessFlags) {
        return matchesName(methodName, accessFlags)
                && (accessFlags & BRIDGE) == 0
                && (!publicOnly || (accessFlags & PUBLIC) != 0)
                && matchesParameters(descriptor);
    }

    /** The pattern as written. */
    public String text() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MethodPattern that && that.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }

    private boolean matchesName(String methodName, int accessFlags) {
        if (name.equals(methodName)) {
            return true;
        }
        return methodName.charAt(0) != '<' && (accessFlags & SYNTHETIC) == 0 && Glob.matches(name, methodName, 0);
    }

    private boolean matchesParameters(String descriptor) {
        if (parameters == null) {
            return true;
        }
        int index = 1;
        for (TypePattern parameter : parameters) {
            if (descriptor.charAt(index) == ')') {
                return false;
            }
            index = parameter.match(descriptor, index);
            if (index < 0) {
                return false;
            }
        }
        return descriptor.charAt(index) == ')';
    }

    private static void checkName(String pattern, String name) {
        if (name.equals("<clinit>")) {
            throw mistake(pattern, "static initialisers are not timed");
        }
        if (name.isEmpty() || name.equals("public")) {
            throw mistake(pattern, "there is no name");
        }
        if (name.contains("**")) {
            throw mistake(pattern, "one star stands for any characters");
        }
        for (int i = 0; i < name.length() && !name.equals(CONSTRUCTOR); i++) {
            char c = name.charAt(i);
            if (Character.isWhitespace(c)) {
                throw mistake(pattern, "only 'public' may stand before the name");
            }
            if (".;[]/<>){}?,\"'#:=".indexOf(c) >= 0) {
                throw mistake(pattern, "a method name cannot hold '" + c + "'");
            }
        }
    }

    private static @Nullable List<TypePattern> parameters(String pattern, String signature, int open) {
        if (!signature.endsWith(")") || signature.indexOf(')') != signature.length() - 1) {
            throw mistake(
                    pattern,
                    "the last parenthesis is not the closing one (in a list, a pattern with commas needs quotes)");
        }
        String list = signature.substring(open + 1, signature.length() - 1).strip();
        if (list.equals("..")) {
            return null;
        }
        List<TypePattern> parameters = new ArrayList<>();
        for (int start = 0; start <= list.length() && !list.isEmpty(); ) {
            int comma = list.indexOf(',', start);
            int end = comma < 0 ? list.length() : comma;
            parameters.add(TypePattern.parse(list.substring(start, end)));
            start = end + 1;
        }
        return List.copyOf(parameters);
    }

    private static IllegalArgumentException mistake(String pattern, String what) {
        return new IllegalArgumentException("'" + pattern + "' is not a method pattern: " + what
                + "; expected a name such as find, a glob such as find*, or a name with parameter types such as"
                + " find(String, int)");
    }
}

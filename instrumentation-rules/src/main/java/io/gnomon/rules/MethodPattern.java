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
 * pass a call on to the method proper, are never selected. A glob leaves out what {@link LeftOut} lists.
 *
 * <p>Immutable.
 */
public final class MethodPattern {

    private static final int PUBLIC = 0x0001;
    private static final int BRIDGE = 0x0040;
    private static final String CONSTRUCTOR = "<init>";

    private final String text;
    private final boolean publicOnly;
    private final String name;
    private final @Nullable List<TypePattern> parameters;

    /** Whether what globs leave out is meant, because the pattern holds the mark. */
    private final boolean meansGenerated;

    private MethodPattern(String text, boolean publicOnly, String name, @Nullable List<TypePattern> parameters) {
        this.text = text;
        this.publicOnly = publicOnly;
        this.name = name.equals("new") ? CONSTRUCTOR : name;
        this.parameters = parameters;
        this.meansGenerated = LeftOut.ofMethod(name, "", 0) != null;
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
     * Whether the text alone matches; what is left out is still in it.
     *
     * @param methodName {@code <init>} for a constructor
     * @param descriptor such as {@code (Ljava/lang/String;I)V}
     * @param accessFlags as in the class file
     */
    public boolean covers(String methodName, String descriptor, int accessFlags) {
        return matchesName(methodName)
                && (accessFlags & BRIDGE) == 0
                && (!publicOnly || (accessFlags & PUBLIC) != 0)
                && matchesParameters(descriptor);
    }

    /**
     * Whether a method that the text covers is selected.
     *
     * @param kind the method's kind; null if globs do not leave it out
     */
    public boolean means(String methodName, @Nullable LeftOut kind) {
        return kind == null || meansGenerated || name.equals(methodName);
    }

    /** The name, or the glob for it; {@code <init>} for constructors. */
    public String name() {
        return name;
    }

    /** Whether the name is one method's and not a glob. */
    public boolean isExact() {
        return name.indexOf('*') < 0;
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

    private boolean matchesName(String methodName) {
        return name.equals(methodName) || (methodName.charAt(0) != '<' && Glob.matches(name, methodName, 0));
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

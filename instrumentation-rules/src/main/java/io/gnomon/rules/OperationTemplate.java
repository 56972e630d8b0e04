package io.gnomon.rules;

import java.util.ArrayList;
import java.util.List;

/**
 * Gives methods their operations' names: text with placeholders in braces. {@code {class}} is the class's binary name,
 * {@code {simple-class}} the same after its last dot, {@code {package}} the same before it, {@code {method}} the
 * method's name, {@code new} for a constructor, and {@code {parameters}} the simple names of its parameters' types,
 * separated by commas.
 *
 * <p>Immutable.
 */
public final class OperationTemplate {

    /** The template of operations that name none: {@code {class}.{method}}. */
    public static final OperationTemplate DEFAULT = parse("{class}.{method}");

    private static final int MAX_LENGTH = 500;

    private final String text;
    private final List<Part> parts;

    private OperationTemplate(String text, List<Part> parts) {
        this.text = text;
        this.parts = parts;
    }

    /**
     * Reads a template.
     *
     * @throws IllegalArgumentException if it is empty, too long, or has an unknown placeholder; the message is a sentence
     *     for the user
     */
    public static OperationTemplate parse(String text) {
        String template = text.strip();
        if (template.isEmpty() || template.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("the operation's name is " + (template.isEmpty() ? "empty" : "too long")
                    + "; expected 1 to " + MAX_LENGTH + " characters, such as 'orders.{method}'");
        }
        List<Part> parts = new ArrayList<>();
        int index = 0;
        while (index < template.length()) {
            int open = template.indexOf('{', index);
            int literalEnd = open < 0 ? template.length() : open;
            if (literalEnd > index) {
                parts.add(literal(template, index, literalEnd));
            }
            if (open < 0) {
                break;
            }
            int close = template.indexOf('}', open);
            if (close < 0) {
                throw mistake(template, "a brace is not closed");
            }
            parts.add(placeholder(template, template.substring(open + 1, close)));
            index = close + 1;
        }
        return new OperationTemplate(template, List.copyOf(parts));
    }

    /**
     * The operation's name of this method.
     *
     * @param className the declaring class's binary name, with dots
     * @param methodName {@code <init>} for a constructor
     * @param descriptor such as {@code (Ljava/lang/String;I)V}
     */
    public String name(String className, String methodName, String descriptor) {
        StringBuilder name = new StringBuilder();
        for (Part part : parts) {
            name.append(part.of(className, methodName, descriptor));
        }
        return name.toString();
    }

    /** The template as written. */
    public String text() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof OperationTemplate that && that.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }

    private static Part literal(String template, int start, int end) {
        String literal = template.substring(start, end);
        if (literal.indexOf('}') >= 0) {
            throw mistake(template, "a brace is closed without having been opened");
        }
        return new Literal(literal);
    }

    private static Part placeholder(String template, String word) {
        List<String> known = new ArrayList<>();
        for (Placeholder placeholder : Placeholder.values()) {
            if (placeholder.word.equals(word)) {
                return placeholder;
            }
            known.add(placeholder.word);
        }
        throw mistake(template, "unknown placeholder {" + word + "}" + Suggestion.hint(word, known));
    }

    private static IllegalArgumentException mistake(String template, String what) {
        StringBuilder known = new StringBuilder();
        for (Placeholder placeholder : Placeholder.values()) {
            known.append(known.length() == 0 ? "{" : ", {")
                    .append(placeholder.word)
                    .append('}');
        }
        return new IllegalArgumentException(
                "'" + template + "' is not a name template: " + what + "; the placeholders are " + known);
    }

    private interface Part {
        String of(String className, String methodName, String descriptor);
    }

    private record Literal(String text) implements Part {

        @Override
        public String of(String className, String methodName, String descriptor) {
            return text;
        }
    }

    private enum Placeholder implements Part {
        CLASS("class") {
            @Override
            public String of(String className, String methodName, String descriptor) {
                return className;
            }
        },
        SIMPLE_CLASS("simple-class") {
            @Override
            public String of(String className, String methodName, String descriptor) {
                return className.substring(className.lastIndexOf('.') + 1);
            }
        },
        PACKAGE("package") {
            @Override
            public String of(String className, String methodName, String descriptor) {
                return className.substring(0, Math.max(className.lastIndexOf('.'), 0));
            }
        },
        METHOD("method") {
            @Override
            public String of(String className, String methodName, String descriptor) {
                return methodName.equals("<init>") ? "new" : methodName;
            }
        },
        PARAMETERS("parameters") {
            @Override
            public String of(String className, String methodName, String descriptor) {
                return String.join(",", Descriptor.simpleParameterTypes(descriptor));
            }
        };

        private final String word;

        Placeholder(String word) {
            this.word = word;
        }
    }
}

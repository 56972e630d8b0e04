package io.gnomon.rules;

/**
 * Selects a parameter's type by simple or fully qualified name. Nested types may be written with a dot or as the JVM
 * names them, with a {@code $}.
 *
 * @param name a primitive's keyword, or a class's simple or qualified name
 * @param arrayDepth 0 if not an array
 */
record TypePattern(String name, int arrayDepth) {

    /**
     * Reads {@code String}, {@code java.lang.String}, {@code byte[]} or {@code Object...}.
     *
     * @throws IllegalArgumentException if it is none of these
     */
    static TypePattern parse(String text) {
        String name = text.strip();
        int depth = 0;
        if (name.endsWith("...")) {
            name = name.substring(0, name.length() - 3).stripTrailing();
            depth++;
        }
        while (name.endsWith("[]")) {
            name = name.substring(0, name.length() - 2).stripTrailing();
            depth++;
        }
        if (name.indexOf('<') >= 0) {
            throw new IllegalArgumentException(
                    "'" + text.strip() + "' is not a parameter type: write it without type arguments, such as List");
        }
        if (!isTypeName(name)) {
            throw new IllegalArgumentException("'" + text.strip()
                    + "' is not a parameter type: expected a type such as String, java.lang.String, int or byte[]");
        }
        return new TypePattern(name, depth);
    }

    /** If the type at this index of a descriptor is selected, the index after it, else -1. */
    int match(String descriptor, int start) {
        int index = start;
        while (descriptor.charAt(index) == '[') {
            index++;
        }
        if (index - start != arrayDepth) {
            return -1;
        }
        int end = Descriptor.endOfElement(descriptor, index);
        char code = descriptor.charAt(index);
        boolean selected = code == 'L'
                ? isNameOf(descriptor, index + 1, end - 1)
                : Descriptor.primitive(code).equals(name);
        return selected ? end : -1;
    }

    /** Compares from the end: all of the name must be there, and a separator or nothing before it. */
    private boolean isNameOf(String descriptor, int start, int end) {
        int offset = end - name.length();
        if (offset < start || (offset > start && !isSeparator(descriptor.charAt(offset - 1)))) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            char written = name.charAt(i);
            char actual = descriptor.charAt(offset + i);
            if (written == '.' ? !isSeparator(actual) : written != actual) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSeparator(char c) {
        return c == '/' || c == '$';
    }

    private static boolean isTypeName(String name) {
        boolean atStart = true;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '.' ? atStart : !Character.isJavaIdentifierPart(c)) {
                return false;
            }
            atStart = c == '.';
        }
        return !atStart;
    }
}

package io.gnomon.rules;

import java.util.ArrayList;
import java.util.List;

/** Reads method descriptors such as {@code (Ljava/lang/String;[I)V}. */
final class Descriptor {

    private Descriptor() {}

    /** The parameter types' names without their packages, such as {@code String} and {@code int[]}. */
    static List<String> simpleParameterTypes(String descriptor) {
        List<String> types = new ArrayList<>();
        int index = 1;
        while (descriptor.charAt(index) != ')') {
            int arrayDepth = 0;
            while (descriptor.charAt(index) == '[') {
                arrayDepth++;
                index++;
            }
            int end = endOfElement(descriptor, index);
            types.add(simpleName(descriptor, index, end) + "[]".repeat(arrayDepth));
            index = end;
        }
        return types;
    }

    /** The index after the type, not an array, that begins at this index. */
    static int endOfElement(String descriptor, int index) {
        return descriptor.charAt(index) == 'L' ? descriptor.indexOf(';', index) + 1 : index + 1;
    }

    /** The keyword of a primitive type, empty for a class. */
    static String primitive(char code) {
        return switch (code) {
            case 'Z' -> "boolean";
            case 'B' -> "byte";
            case 'C' -> "char";
            case 'S' -> "short";
            case 'I' -> "int";
            case 'J' -> "long";
            case 'F' -> "float";
            case 'D' -> "double";
            default -> "";
        };
    }

    private static String simpleName(String descriptor, int start, int end) {
        if (descriptor.charAt(start) != 'L') {
            return primitive(descriptor.charAt(start));
        }
        int slash = descriptor.lastIndexOf('/', end);
        return descriptor.substring(Math.max(slash, start) + 1, end - 1);
    }
}

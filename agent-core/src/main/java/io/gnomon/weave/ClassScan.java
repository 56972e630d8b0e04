package io.gnomon.weave;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A quick look into a class file (JVMS chapter 4), for the two things that tell nearly every class to be of no interest:
 * its supertypes, and the types of the annotations on it and on its methods. Reads the bytes where they are, and passes
 * over code, fields and all else. Every class that the application loads is looked at on the thread that loads it, so
 * this needs no library: none is loaded before a class is to be woven.
 *
 * <p>Types of the packages {@code java.*} are left out: they say nothing of monitoring, and most supertypes and
 * annotations are such.
 *
 * <p>All methods throw a RuntimeException if the class file is malformed.
 */
final class ClassScan {

    private static final byte[] VISIBLE = "RuntimeVisibleAnnotations".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] INVISIBLE = "RuntimeInvisibleAnnotations".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] JAVA = "java/".getBytes(StandardCharsets.US_ASCII);

    private final byte[] file;

    /** Where each constant's content begins, behind its tag. */
    private final int[] constants;

    private final int behindConstants;
    private boolean annotated;

    ClassScan(byte[] file) {
        this.file = file;
        this.constants = new int[u2(ClassFileBytes.CONSTANT_COUNT)];
        this.behindConstants = readConstants();
    }

    /** The superclass, then the interfaces in the order of their declaration, by internal names. */
    List<String> supertypes() {
        List<String> types = List.of();
        int interfaces = u2(behindConstants + 6);
        for (int i = -1; i < interfaces; i++) {
            // The count of the interfaces stands between the superclass and them.
            int at = i < 0 ? behindConstants + 4 : behindConstants + 8 + 2 * i;
            int constant = u2(at);
            if (constant != 0) {
                int name = constants[u2(constants[constant])];
                types = withType(types, name + 2, u2(name));
            }
        }
        return types;
    }

    /** The types of the annotations, visible or not, on the class and on its methods, by internal names. */
    List<String> annotationTypes() {
        if (!annotated) {
            return List.of();
        }
        List<String> types = new ArrayList<>(4);
        int methods = ClassFileBytes.behindMembers(file, ClassFileBytes.fields(file, behindConstants));
        int attributes = readMembers(methods, types);
        readAttributes(attributes, types);
        return types;
    }

    /** @return where the constants end */
    private int readConstants() {
        int at = ClassFileBytes.FIRST_CONSTANT;
        for (int i = 1; i < constants.length; i++) {
            int tag = file[at++];
            constants[i] = at;
            if (tag == ClassFileBytes.UTF8) {
                annotated |= isAnnotations(at);
            }
            at = ClassFileBytes.behindConstant(file, at);
            if (tag == ClassFileBytes.LONG || tag == ClassFileBytes.DOUBLE) {
                i++;
            }
        }
        return at;
    }

    /** @return where the members end */
    private int readMembers(int start, List<String> types) {
        int at = start + 2;
        for (int left = u2(start); left > 0; left--) {
            at = readAttributes(at + 6, types);
        }
        return at;
    }

    /** @return where the attributes end */
    private int readAttributes(int start, List<String> types) {
        int at = start + 2;
        for (int left = u2(start); left > 0; left--) {
            if (isAnnotations(constants[u2(at)])) {
                readAnnotations(at + ClassFileBytes.ATTRIBUTE, types);
            }
            at = ClassFileBytes.behindAttribute(file, at);
        }
        return at;
    }

    private void readAnnotations(int start, List<String> types) {
        int at = start + 2;
        for (int left = u2(start); left > 0; left--) {
            int descriptor = constants[u2(at)];
            addType(types, descriptor + 3, u2(descriptor) - 2);
            at = endOfAnnotation(at);
        }
    }

    private int endOfAnnotation(int start) {
        int at = start + 4;
        for (int left = u2(start + 2); left > 0; left--) {
            at = endOfValue(at + 2);
        }
        return at;
    }

    private int endOfValue(int start) {
        return switch (file[start]) {
            case 'e' -> start + 5;
            case '@' -> endOfAnnotation(start + 1);
            case '[' -> endOfArray(start + 1);
            default -> start + 3;
        };
    }

    private int endOfArray(int start) {
        int at = start + 2;
        for (int left = u2(start); left > 0; left--) {
            at = endOfValue(at);
        }
        return at;
    }

    private List<String> withType(List<String> types, int start, int length) {
        if (isAt(start, length, JAVA)) {
            return types;
        }
        List<String> all = types.isEmpty() ? new ArrayList<>(4) : types;
        addType(all, start, length);
        return all;
    }

    private void addType(List<String> types, int start, int length) {
        if (!isAt(start, length, JAVA)) {
            String type = ClassFileBytes.text(file, start, length);
            if (!types.contains(type)) {
                types.add(type);
            }
        }
    }

    private boolean isAnnotations(int constant) {
        int length = u2(constant);
        return (length == VISIBLE.length && isAt(constant + 2, length, VISIBLE))
                || (length == INVISIBLE.length && isAt(constant + 2, length, INVISIBLE));
    }

    private boolean isAt(int start, int length, byte[] beginning) {
        return length >= beginning.length
                && Arrays.equals(file, start, start + beginning.length, beginning, 0, beginning.length);
    }

    private int u2(int at) {
        return ClassFileBytes.u2(file, at);
    }
}

package io.gnomon.weave;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

    private static final int FIRST_CONSTANT = 10;

    private final byte[] file;

    /** Where each constant's content begins, behind its tag. */
    private final int[] constants;

    private final int behindConstants;
    private boolean annotated;

    ClassScan(byte[] file) {
        this.file = file;
        this.constants = new int[u2(FIRST_CONSTANT - 2)];
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
        int fields = behindConstants + 8 + 2 * u2(behindConstants + 6);
        int methods = readMembers(fields, null);
        int attributes = readMembers(methods, types);
        readAttributes(attributes, types);
        return types;
    }

    /** @return where the constants end */
    private int readConstants() {
        int at = FIRST_CONSTANT;
        for (int i = 1; i < constants.length; i++) {
            int tag = file[at++];
            constants[i] = at;
            switch (tag) {
                case 1 -> {
                    annotated |= isAnnotations(at);
                    at += 2 + u2(at);
                }
                case 3, 4, 9, 10, 11, 12, 17, 18 -> at += 4;
                case 5, 6 -> {
                    at += 8;
                    // Long and double count as two constants.
                    i++;
                }
                case 7, 8, 16, 19, 20 -> at += 2;
                case 15 -> at += 3;
                default -> throw new IllegalArgumentException("constant " + i + " has the unknown tag " + tag);
            }
        }
        return at;
    }

    /** @return where the members end */
    private int readMembers(int start, @Nullable List<String> types) {
        int at = start + 2;
        for (int left = u2(start); left > 0; left--) {
            at = readAttributes(at + 6, types);
        }
        return at;
    }

    /**
     * @param types takes the annotations' types; null: of no interest here
     * @return where the attributes end
     */
    private int readAttributes(int start, @Nullable List<String> types) {
        int at = start + 2;
        for (int left = u2(start); left > 0; left--) {
            if (types != null && isAnnotations(constants[u2(at)])) {
                readAnnotations(at + 6, types);
            }
            int length = u2(at + 2) << 16 | u2(at + 4);
            if (length < 0) {
                throw new IllegalArgumentException("an attribute is longer than the class file");
            }
            at += 6 + length;
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
            String type = text(start, length);
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

    private String text(int start, int length) {
        for (int at = start; at < start + length; at++) {
            if (file[at] < 0) {
                return modifiedUtf8(start, length);
            }
        }
        return new String(file, start, length, StandardCharsets.ISO_8859_1);
    }

    private String modifiedUtf8(int start, int length) {
        byte[] counted = new byte[2 + length];
        counted[0] = (byte) (length >> 8);
        counted[1] = (byte) length;
        System.arraycopy(file, start, counted, 2, length);
        try {
            return new DataInputStream(new ByteArrayInputStream(counted)).readUTF();
        } catch (IOException malformed) {
            throw new UncheckedIOException(malformed);
        }
    }

    private int u2(int at) {
        return (file[at] & 0xFF) << 8 | (file[at + 1] & 0xFF);
    }
}

package io.gnomon.weave;

import static io.gnomon.weave.ClassFileBytes.u2;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

/**
 * The constants of a class file (JVMS section 4.4), and those that are added behind them. What refers to a constant by its
 * number need not change.
 */
final class ConstantPool {

    private static final int MOST = 65_535;

    private static final int INTEGER = 3;
    private static final int CLASS = 7;
    private static final int METHOD = 10;
    private static final int NAME_AND_TYPE = 12;

    private final byte[] file;

    /** Where each constant's content begins, behind its tag. */
    private final int[] contents;

    private final int end;
    private final ByteOutput added = new ByteOutput(512);
    private int count;

    /** What was added, so that it is added once. */
    private final Map<String, Integer> texts = new HashMap<>();

    private final Map<String, Integer> classes = new HashMap<>();
    private final Map<Integer, Integer> numbers = new HashMap<>();

    /** @throws RuntimeException if the class file is malformed */
    ConstantPool(byte[] file) {
        this.file = file;
        this.count = u2(file, ClassFileBytes.CONSTANT_COUNT);
        this.contents = new int[count];
        int at = ClassFileBytes.FIRST_CONSTANT;
        for (int constant = 1; constant < count; constant++) {
            int tag = file[at++];
            contents[constant] = at;
            at = ClassFileBytes.behindConstant(file, at);
            if (tag == ClassFileBytes.LONG || tag == ClassFileBytes.DOUBLE) {
                constant++;
            }
        }
        this.end = at;
    }

    /** Where the constants end in the file. */
    int end() {
        return end;
    }

    /** The text of a constant. */
    String text(int constant) {
        int at = contents[constant];
        return ClassFileBytes.text(file, at + 2, u2(file, at));
    }

    /** Where the Code attribute of a method begins that stands there; -1 if it has none. */
    int codeOf(int method) {
        int at = method + ClassFileBytes.MEMBER;
        for (int left = u2(file, at - 2); left > 0; left--) {
            if (text(u2(file, at)).equals("Code")) {
                return at;
            }
            at = ClassFileBytes.behindAttribute(file, at);
        }
        return -1;
    }

    /** Adds a text. */
    int addText(String text) {
        Integer known = texts.get(text);
        if (known == null) {
            byte[] encoded = encoded(text);
            added.u1(ClassFileBytes.UTF8);
            added.copy(encoded, 0, encoded.length);
            known = count++;
            texts.put(text, known);
        }
        return known;
    }

    /** The length and the bytes. */
    private static byte[] encoded(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length() + 2);
        try {
            new DataOutputStream(bytes).writeUTF(text);
        } catch (IOException tooLong) {
            throw new UncheckedIOException(tooLong);
        }
        return bytes.toByteArray();
    }

    /** Adds a class by its internal name. */
    int addClass(String name) {
        Integer known = classes.get(name);
        if (known == null) {
            int text = addText(name);
            added.u1(CLASS);
            added.u2(text);
            known = count++;
            classes.put(name, known);
        }
        return known;
    }

    /** Adds a method; to be called once for each. */
    int addMethod(String owner, String name, String descriptor) {
        int type = addClass(owner);
        int nameText = addText(name);
        int descriptorText = addText(descriptor);
        added.u1(NAME_AND_TYPE);
        added.u2(nameText);
        added.u2(descriptorText);
        int nameAndType = count++;
        added.u1(METHOD);
        added.u2(type);
        added.u2(nameAndType);
        return count++;
    }

    /** Adds a number. */
    int addInteger(int value) {
        Integer known = numbers.get(value);
        if (known == null) {
            added.u1(INTEGER);
            added.u4(value);
            known = count++;
            numbers.put(value, known);
        }
        return known;
    }

    /** Whether there are more constants than a class file may have. */
    boolean isTooLarge() {
        return count > MOST;
    }

    void writeTo(ByteOutput out) {
        out.u2(count);
        out.copy(file, ClassFileBytes.FIRST_CONSTANT, end - ClassFileBytes.FIRST_CONSTANT);
        out.copy(added);
    }
}

package io.gnomon.weave;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Reads a class file (JVMS chapter 4) where its bytes are. All methods throw a RuntimeException if it is malformed, so that
 * something is read which is not there.
 */
final class ClassFileBytes {

    /** Where the number of constants stands, plus 1; behind it comes the first of them. */
    static final int CONSTANT_COUNT = 8;

    static final int FIRST_CONSTANT = 10;

    static final int UTF8 = 1;
    static final int LONG = 5;
    static final int DOUBLE = 6;

    /** The bytes of a field or method before its attributes; the last two of them say how many those are. */
    static final int MEMBER = 8;

    /** The bytes of an attribute before its content: its name, and how long that is. */
    static final int ATTRIBUTE = 6;

    /** By a constant's tag: how many bytes follow it; those of a text come on top. 0: there is no such tag. */
    private static final int[] LENGTHS = {0, 2, 0, 4, 4, 8, 8, 2, 2, 4, 4, 4, 4, 0, 0, 3, 2, 4, 4, 2, 2};

    private ClassFileBytes() {}

    static int u1(byte[] file, int at) {
        return file[at] & 0xFF;
    }

    static int u2(byte[] file, int at) {
        return (file[at] & 0xFF) << 8 | (file[at + 1] & 0xFF);
    }

    static int s2(byte[] file, int at) {
        return (short) u2(file, at);
    }

    static int u4(byte[] file, int at) {
        return u2(file, at) << 16 | u2(file, at + 2);
    }

    /** The text whose bytes stand there, without the two that say how many there are. */
    static String text(byte[] file, int start, int length) {
        for (int at = start; at < start + length; at++) {
            if (file[at] < 0) {
                return modifiedUtf8(file, start, length);
            }
        }
        return new String(file, start, length, StandardCharsets.ISO_8859_1);
    }

    /** Java's own form of UTF-8 has no decoder but this one. */
    private static String modifiedUtf8(byte[] file, int start, int length) {
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

    /** Where a constant ends whose content, which follows its tag, begins there. Long and double count as two constants. */
    static int behindConstant(byte[] file, int content) {
        int tag = file[content - 1];
        int length = tag > 0 && tag < LENGTHS.length ? LENGTHS[tag] : 0;
        if (length == 0) {
            throw new IllegalArgumentException("a constant has the unknown tag " + tag);
        }
        return content + length + (tag == UTF8 ? u2(file, content) : 0);
    }

    /** Where the fields stand, which begin with their number, in a file whose constants end there. */
    static int fields(byte[] file, int behindConstants) {
        return behindConstants + 8 + 2 * u2(file, behindConstants + 6);
    }

    /** Where fields or methods end that stand there, beginning with their number. */
    static int behindMembers(byte[] file, int members) {
        int at = members + 2;
        for (int left = u2(file, members); left > 0; left--) {
            at = behindMember(file, at);
        }
        return at;
    }

    static int behindMember(byte[] file, int member) {
        int at = member + MEMBER;
        for (int left = u2(file, at - 2); left > 0; left--) {
            at = behindAttribute(file, at);
        }
        return at;
    }

    static int behindAttribute(byte[] file, int attribute) {
        int length = u4(file, attribute + 2);
        if (length < 0 || length > file.length - attribute - ATTRIBUTE) {
            throw new IllegalArgumentException("an attribute is longer than the class file");
        }
        return attribute + ATTRIBUTE + length;
    }
}

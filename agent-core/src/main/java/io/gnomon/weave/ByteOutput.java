package io.gnomon.weave;

import java.util.Arrays;

/** Bytes in the making, the most significant first, as class files have them. */
final class ByteOutput {

    private byte[] bytes;
    private int size;

    /** @param capacity how many bytes are expected; more find room, too */
    ByteOutput(int capacity) {
        bytes = new byte[Math.max(16, capacity)];
    }

    int size() {
        return size;
    }

    void u1(int value) {
        reserve(1);
        bytes[size++] = (byte) value;
    }

    void u2(int value) {
        reserve(2);
        bytes[size++] = (byte) (value >> 8);
        bytes[size++] = (byte) value;
    }

    void u4(int value) {
        u2(value >>> 16);
        u2(value);
    }

    void copy(byte[] from, int at, int length) {
        reserve(length);
        System.arraycopy(from, at, bytes, size, length);
        size += length;
    }

    void copy(ByteOutput from) {
        copy(from.bytes, 0, from.size);
    }

    /** Writes over what is there. */
    void u2At(int at, int value) {
        bytes[at] = (byte) (value >> 8);
        bytes[at + 1] = (byte) value;
    }

    /** Writes over what is there. */
    void u4At(int at, int value) {
        u2At(at, value >>> 16);
        u2At(at + 2, value);
    }

    byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    private void reserve(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(size + more, 2 * bytes.length));
        }
    }
}

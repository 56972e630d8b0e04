package io.gnomon.weave;

/** Reads the bytes of a class file where they are; throws an IndexOutOfBoundsException beyond its end. */
final class ByteInput {

    private ByteInput() {}

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
}

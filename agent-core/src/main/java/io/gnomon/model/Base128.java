package io.gnomon.model;

import java.nio.ByteBuffer;

/** Numbers in as few bytes as they need: seven bits a byte, the lowest first; the top bit says that more follow. */
final class Base128 {

    static final int MAX_BYTES = 9;

    private Base128() {}

    /**
     * Writes a number. A ninth byte has eight bits of it, so that nine are enough for any.
     *
     * @return where the bytes go on
     */
    static int put(byte[] bytes, int from, long number) {
        int last = from + MAX_BYTES - 1;
        int at = from;
        long rest = number;
        while (at < last && rest >>> 7 != 0) {
            bytes[at++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[at++] = (byte) rest;
        return at;
    }

    /**
     * Reads a number.
     *
     * @throws IllegalArgumentException if there is no whole one
     */
    static long get(ByteBuffer in) {
        long number = 0;
        for (int shift = 0; in.hasRemaining(); shift += 7) {
            byte next = in.get();
            if (shift == 7 * (MAX_BYTES - 1)) {
                return number | (long) next << shift;
            }
            number |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return number;
            }
        }
        throw new IllegalArgumentException("a number that does not end");
    }
}

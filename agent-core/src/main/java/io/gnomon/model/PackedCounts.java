package io.gnomon.model;

/**
 * Counts of classes of durations in a few bytes: for each class that was met, how far it is from the one before, and its
 * count, both as base-128 numbers, the least significant digits first. Immutable.
 */
public final class PackedCounts {

    static final PackedCounts NONE = new PackedCounts(new byte[0]);

    private final byte[] bytes;

    /** @param bytes not changed any more */
    PackedCounts(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Adds these to {@code sum}. */
    void addTo(ClassCounts sum) {
        int index = 0;
        int at = 0;
        while (at < bytes.length) {
            long gap = 0;
            long count = 0;
            int shift = 0;
            byte next;
            do {
                next = bytes[at++];
                gap |= (long) (next & 0x7F) << shift;
                shift += 7;
            } while (next < 0);
            shift = 0;
            do {
                next = bytes[at++];
                count |= (long) (next & 0x7F) << shift;
                shift += 7;
            } while (next < 0);
            index += (int) gap;
            sum.add(index, count);
        }
    }
}

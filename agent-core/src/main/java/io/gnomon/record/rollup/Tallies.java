package io.gnomon.record.rollup;

/**
 * Tallies of the operations and callers that take turns in a chunk. Each has one place where it may stand; two that share it
 * put each other out, which costs time and nothing else.
 */
final class Tallies {

    private static final int BITS = 7;

    /** Spreads keys that differ in few bits over the places: 2^64 divided by the golden ratio. */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private final Tally[] places = new Tally[1 << BITS];

    /** Those in use, in the order in which they came to be. */
    private final Tally[] used = new Tally[1 << BITS];

    private int size;

    Tallies() {
        for (int place = 0; place < places.length; place++) {
            places[place] = new Tally();
        }
    }

    /** The tally of calls with this in common, or the one that stands in its place. */
    Tally at(long commonMeta) {
        return places[(int) ((commonMeta * SPREAD) >>> (Long.SIZE - BITS))];
    }

    /** Begins a tally of calls of this bucket, in the place of the one that stands there. */
    void begin(Tally tally, long commonMeta, Bucket bucket) {
        if (tally.isFree()) {
            used[size++] = tally;
        } else {
            tally.settle();
        }
        tally.begin(commonMeta, bucket);
    }

    /** Gives all calls to their buckets. */
    void settle() {
        for (int place = 0; place < size; place++) {
            used[place].settle();
        }
        size = 0;
    }
}

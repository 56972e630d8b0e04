package io.gnomon.benchmarks.subject;

/**
 * Recursive methods whose frames are measured; {@code rules/frames.yaml} names them. Each goes down to a depth, or until
 * the stack ends, and keeps the deepest level that it has reached.
 */
final class Recursion {

    /** The deepest level reached since it was last set to 0. */
    int deepest;

    /** A frame that holds next to nothing. */
    void count(int level, int bottom) {
        deepest = level;
        if (level < bottom) {
            count(level + 1, bottom);
        }
    }

    /** A frame that keeps a value across the call. */
    long sum(int level, int bottom) {
        deepest = level;
        return level < bottom ? level + sum(level + 1, bottom) : level;
    }

    /** A frame that keeps several values, references among them, across two calls, as in a parser or a tree walk. */
    long mix(int level, int bottom, String text, long[] values) {
        deepest = level;
        if (level >= bottom) {
            return values[level & 7];
        }
        long own = values[level & 7] + text.length();
        long below = mix(level + 1, bottom, text, values);
        return (own ^ below) + mix(bottom, bottom, text, values);
    }
}

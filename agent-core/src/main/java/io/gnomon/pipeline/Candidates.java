package io.gnomon.pipeline;

import io.gnomon.model.SampleRows;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * One operation's calls that may be stored: of every {@code 2^k} calls one, chosen at random. When there are too many,
 * every second one goes and {@code k} grows by one. What is left is spread evenly over the time, and each stands for the
 * same number of calls.
 */
final class Candidates {

    private static final int STRIDE = 5;

    private final int operation;
    private long[] rows = new long[STRIDE * 2];
    private int size;

    /** Calls since the last draw. */
    private long seen;

    /** Calls of earlier draws that no row stands for yet. */
    private long carried;

    /** log2 of the calls of which one is taken. */
    private int exponent;

    /** Calls until the next one that is taken, and until the block ends of which it is taken. */
    private long untilTaken;

    private long untilBlockEnds;

    Candidates(int operation) {
        this.operation = operation;
    }

    int operation() {
        return operation;
    }

    int size() {
        return size;
    }

    /** Whether this is the first call since the last draw. */
    boolean isFresh() {
        return seen == 0;
    }

    /** Considers a call; true if it was taken. */
    boolean add(
            int parent, long threadId, long startNanos, long durationNanos, long selfNanos, SplittableRandom random) {
        seen++;
        if (untilBlockEnds == 0) {
            untilBlockEnds = 1L << exponent;
            untilTaken = exponent == 0 ? 0 : random.nextLong(untilBlockEnds);
        }
        untilBlockEnds--;
        if (untilTaken-- != 0) {
            return false;
        }
        int at = size * STRIDE;
        if (at == rows.length) {
            rows = Arrays.copyOf(rows, rows.length * 2);
        }
        rows[at] = parent;
        rows[at + 1] = threadId;
        rows[at + 2] = startNanos;
        rows[at + 3] = durationNanos;
        rows[at + 4] = selfNanos;
        size++;
        return true;
    }

    /** Lets every second call go, of each pair one at random; a single one stays or goes by chance. */
    void halve(SplittableRandom random) {
        int remaining = 0;
        for (int pair = 0; pair < size; pair += 2) {
            int chosen = pair + random.nextInt(2);
            if (chosen < size) {
                System.arraycopy(rows, chosen * STRIDE, rows, remaining * STRIDE, STRIDE);
                remaining++;
            }
        }
        size = remaining;
        exponent++;
        untilBlockEnds = 0;
    }

    /**
     * Gives out the chosen calls. Their weights add up to all calls seen since the last row; if none was chosen, those are
     * carried over.
     *
     * @param last whether there is no later draw: then one row comes out in any case
     */
    void draw(SampleRows rowsOut, CallWindow.Output ids, boolean last) {
        long calls = seen + carried;
        if (size == 0 && last && calls > 0) {
            // What was let go last still stands in the first place.
            size = 1;
        }
        if (size == 0) {
            carried = calls;
            begin();
            return;
        }
        long share = calls / size;
        long remainder = calls % size;
        for (int row = 0; row < size; row++) {
            int at = row * STRIDE;
            rowsOut.add(
                    ids.nextId(),
                    operation,
                    (int) rows[at],
                    rows[at + 1],
                    rows[at + 2],
                    rows[at + 3],
                    rows[at + 4],
                    0,
                    share + (row < remainder ? 1 : 0),
                    0,
                    0);
        }
        carried = 0;
        begin();
    }

    /** Calls of past draws that no row stands for. */
    long carried() {
        return carried;
    }

    private void begin() {
        seen = 0;
        size = 0;
        exponent = 0;
        untilBlockEnds = 0;
        untilTaken = 0;
    }
}

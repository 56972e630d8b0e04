package io.gnomon.record.rows;

import io.gnomon.model.SampleRows;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * One operation's calls that may be stored: of every {@code 2^k} calls one, chosen at random. When there are too many,
 * every second one goes and {@code k} grows by one. What is left is spread evenly over the time, and each stands for the
 * same number of calls.
 *
 * <p>Which call is taken next is drawn in advance, so that those before it cost no more than being counted.
 *
 * <p>Two kinds of calls cannot be drawn here, and count all the same: untimed ones, which only add to the weights, and those
 * that are stored as a part of a slow or failed call's tree. Whether a call is timed does not depend on the tree that it
 * is in. So the rows of trees take over their share of the untimed calls, and all of them where there are no others.
 */
final class Candidates {

    private static final int STRIDE = 5;

    /** Room that is kept from one draw to the next, however few the rows. */
    private static final int ROWS_KEPT = 8;

    private final int operation;
    private long[] rows = new long[0];
    private int size;

    private final Countdowns countdowns;

    /** Calls that no row stands for yet: of earlier draws, and untimed ones. */
    private long carried;

    /** log2 of the calls of which one is taken. */
    private int exponent;

    /** The calls before the next one that is taken, since the last draw. */
    private long next;

    /** The calls before the next block of which one is taken. */
    private long nextBlock = 1;

    /** Whether the call that is first in {@link #rows} came since the last draw that gave out rows: it has no row yet. */
    private boolean firstIsNew;

    /** Rows of the operation in trees that the next draw finds, and calls that those are still to take over. */
    private int treeRows;

    private long treeShare;

    /** The stored row that stands for most calls; 0: none is stored. At the end it makes up for what is left over. */
    private long heaviest;

    private long heaviestWeight;

    /** A thread that made untimed calls. */
    private long untimedOn;

    /** @param countdowns keeps how many calls come before the next one that is taken */
    Candidates(int operation, Countdowns countdowns) {
        this.operation = operation;
        this.countdowns = countdowns;
        countdowns.begin(operation, 0);
    }

    int operation() {
        return operation;
    }

    int size() {
        return size;
    }

    /** Whether there was no call since the last draw; the first one is taken. */
    boolean isFresh() {
        return seen() == 0;
    }

    /** How many calls come before the next one that is taken. */
    long untilTaken() {
        return countdowns.of(operation);
    }

    /** Calls since the last draw. */
    private long seen() {
        return next - untilTaken();
    }

    /** Counts calls that are not taken; at most {@link #untilTaken}. */
    void pass(long calls) {
        countdowns.count(operation, calls);
    }

    /** Takes the call whose turn it is. */
    void take(int parent, long threadId, long startNanos, long durationNanos, long selfNanos, SplittableRandom random) {
        int at = size * STRIDE;
        if (at == rows.length) {
            rows = Arrays.copyOf(rows, Math.max(2 * STRIDE, rows.length * 2));
        }
        rows[at] = parent;
        rows[at + 1] = threadId;
        rows[at + 2] = startNanos;
        rows[at + 3] = durationNanos;
        rows[at + 4] = selfNanos;
        size++;
        countdowns.count(operation, 1);
        firstIsNew = true;
        beginBlock(nextBlock, random);
    }

    private void beginBlock(long begin, SplittableRandom random) {
        long seen = seen();
        next = exponent == 0 ? begin : begin + random.nextLong(1L << exponent);
        nextBlock = begin + (1L << exponent);
        countdowns.begin(operation, next - seen);
    }

    /** Adds calls that none can be taken of; rows of others are to stand for them. Negative to take some back. */
    void addUntimed(long calls, long threadId) {
        carried += calls;
        untimedOn = threadId;
    }

    /** Counts a call that is stored as a part of a tree; true for the first one since the last draw. */
    boolean addTreeRow(long id) {
        treeRows++;
        stored(id, 1);
        return treeRows == 1;
    }

    /**
     * Decides how many calls the rows of trees take over, before the draw.
     *
     * @return whether they take over any: then {@link #takeShare} is to be called for each
     */
    boolean shareWithTrees() {
        long others = size == 0 ? seen() + carried : carried;
        if (others <= 0) {
            treeRows = 0;
            return false;
        }
        treeShare = size == 0 ? others : (long) ((double) others * treeRows / (seen() + treeRows));
        carried -= treeShare;
        return true;
    }

    /** What the next row in a tree takes over. */
    long takeShare(long id) {
        if (treeRows == 0) {
            return 0;
        }
        long share = treeShare / treeRows;
        treeRows--;
        treeShare -= share;
        stored(id, 1 + share);
        return share;
    }

    private void stored(long id, long weight) {
        if (heaviest == 0 || weight > heaviestWeight) {
            heaviest = id;
            heaviestWeight = weight;
        }
    }

    /** The id of the row that stands for most calls; 0 if no row was given out. */
    long heaviest() {
        return heaviest;
    }

    /** Notes that the file did not take the rows since the last draw but one. */
    void notStored() {
        heaviest = 0;
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
        beginBlock(seen(), random);
    }

    /**
     * Gives out the chosen calls. Their weights add up to all calls since the last row; if none was chosen, those are
     * carried over.
     *
     * @param last whether there is no later draw: then one row comes out if there is a call without one
     */
    void draw(SampleRows rowsOut, CallWindow.Output ids, boolean last) {
        long calls = seen() + carried;
        if (size == 0 && last && calls > 0 && firstIsNew) {
            // What was let go last still stands in the first place.
            size = 1;
        }
        if (size == 0) {
            carried = calls;
            begin(0);
            return;
        }
        // Fewer calls than rows: some were taken back. The next draw makes up for it.
        long represented = Math.max(size, calls);
        long share = represented / size;
        long remainder = represented % size;
        for (int row = 0; row < size; row++) {
            int at = row * STRIDE;
            long id = ids.nextId();
            long weight = share + (row < remainder ? 1 : 0);
            stored(id, weight);
            rowsOut.add(
                    id,
                    operation,
                    (int) rows[at],
                    rows[at + 1],
                    rows[at + 2],
                    rows[at + 3],
                    rows[at + 4],
                    0,
                    weight,
                    0,
                    0);
        }
        carried = calls - represented;
        firstIsNew = false;
        begin(size);
    }

    /** Gives out a row that says no more than how many calls were made: none of them was timed. */
    void drawUntimed(SampleRows rowsOut, CallWindow.Output ids, long nowNanos) {
        rowsOut.add(
                ids.nextId(),
                operation,
                0,
                untimedOn,
                nowNanos,
                SampleRows.UNKNOWN,
                SampleRows.UNKNOWN,
                0,
                carried,
                0,
                0);
        carried = 0;
    }

    /** Takes the calls that no row stands for, to be added to a stored row's weight. */
    long takeCarried() {
        long taken = carried;
        carried = 0;
        return taken;
    }

    /** Calls of past draws, and untimed ones, that no row stands for; below 0 if rows stand for more than there were. */
    long carried() {
        return carried;
    }

    /** Room that was not half used goes by and by: what the next draw needs again is not to be made anew each time. */
    private void begin(int used) {
        size = 0;
        exponent = 0;
        next = 0;
        countdowns.begin(operation, 0);
        nextBlock = 1;
        if (rows.length > Math.max(ROWS_KEPT, 4 * used) * STRIDE) {
            rows = Arrays.copyOf(rows, rows.length / 2);
        }
    }
}

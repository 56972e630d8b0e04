package io.gnomon.model;

import java.util.Arrays;

/**
 * How often each duration was met: what a histogram of two significant digits holds, in little memory, and quick to add to.
 *
 * <p>The classes of durations are those of HdrHistogram ({@link DurationClasses}). A page of counts is made where a
 * duration falls; most operations need a few pages. Counts that no longer change, or seldom do, are packed into
 * {@link PackedCounts}, which take a byte or two for each class that was met.
 *
 * <p>For one thread.
 */
final class DurationCounts {

    private static final int PAGE_BITS = 5;
    private static final int PAGE = 1 << PAGE_BITS;
    private static final int PAGE_MASK = PAGE - 1;
    private static final int PAGES = (DurationClasses.COUNT + PAGE_MASK) >> PAGE_BITS;
    private static final int PAGES_ADDED_AT_ONCE = 4;
    /** Of all that have no page; never written. */
    private static final byte[] NO_PLACES = new byte[PAGES];

    private static final int[] NONE = new int[0];

    /** By page: where its counts begin, in pages, plus 1; 0: it has none. No operation fills so many that a byte is short. */
    private byte[] places = NO_PLACES;

    private int[] counts = NONE;
    private int pages;

    /** What was packed; the counts come on top of it. */
    private PackedCounts packed = PackedCounts.NONE;

    /** Counts one call. */
    void add(long durationNanos) {
        count(DurationClasses.indexOf(durationNanos));
    }

    /** Counts calls by the classes of their durations: so many from there on. */
    void add(short[] classes, int from, int count) {
        for (int at = from; at < from + count; at++) {
            count(classes[at]);
        }
    }

    private void count(int index) {
        int place = places[index >> PAGE_BITS] & 0xFF;
        if (place == 0) {
            place = newPage(index >> PAGE_BITS);
        }
        int at = ((place - 1) << PAGE_BITS) + (index & PAGE_MASK);
        if (++counts[at] == Integer.MAX_VALUE) {
            pack(new ClassCounts());
        }
    }

    /** Counts the calls of a run. */
    void add(GnomonSamples run) {
        int calls = run.runCalls();
        for (int call = 0; call < calls; call++) {
            add(run.runDuration(call));
        }
    }

    private int newPage(int page) {
        if (places == NO_PLACES) {
            places = new byte[PAGES];
        }
        if (pages << PAGE_BITS == counts.length) {
            counts = Arrays.copyOf(counts, counts.length + (PAGES_ADDED_AT_ONCE << PAGE_BITS));
        }
        places[page] = (byte) ++pages;
        return pages;
    }

    /** Adds all of this to {@code sum}. */
    void addTo(ClassCounts sum) {
        packed.addTo(sum);
        if (pages == 0) {
            return;
        }
        for (int page = 0; page < PAGES; page++) {
            int place = places[page] & 0xFF;
            if (place != 0) {
                addPageTo(sum, page << PAGE_BITS, (place - 1) << PAGE_BITS);
            }
        }
    }

    private void addPageTo(ClassCounts sum, int firstIndex, int from) {
        for (int at = 0; at < PAGE; at++) {
            int count = counts[from + at];
            if (count != 0) {
                sum.add(firstIndex + at, count);
            }
        }
    }

    /**
     * Gives back the memory that quick adding takes.
     *
     * @param scratch for the work; what it held is lost
     */
    void pack(ClassCounts scratch) {
        if (pages != 0) {
            scratch.clear();
            addTo(scratch);
            clear();
            packed = scratch.pack();
        }
    }

    /** Back to nothing. */
    void clear() {
        places = NO_PLACES;
        counts = NONE;
        pages = 0;
        packed = PackedCounts.NONE;
    }
}

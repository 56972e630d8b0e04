package io.gnomon.text;

import java.util.Arrays;

/** Parts of a text that are to be hidden. They may overlap, and come in any order. */
final class Spans {

    private static final String MASK = "***";

    /** Begin and end of each, in one number, so that sorting needs no objects. */
    private long[] spans = new long[8];

    private int count;
    private int offset;

    /** What is added from now on counts from there. */
    void countFrom(int newOffset) {
        offset = newOffset;
    }

    /** Adds a part; one without characters is none. */
    void add(int begin, int end) {
        if (begin >= end) {
            return;
        }
        if (count == spans.length) {
            spans = Arrays.copyOf(spans, 2 * count);
        }
        spans[count++] = (long) (offset + begin) << 32 | (offset + end);
    }

    /** The text with one mask for each part, or for several that overlap. */
    String hide(String text) {
        if (count == 0) {
            return text;
        }
        Arrays.sort(spans, 0, count);
        StringBuilder hidden = new StringBuilder(text.length());
        int shown = 0;
        for (int at = 0; at < count; ) {
            int begin = begin(at);
            int end = end(at);
            while (++at < count && begin(at) < end) {
                end = Math.max(end, end(at));
            }
            hidden.append(text, shown, begin).append(MASK);
            shown = end;
        }
        return hidden.append(text, shown, text.length()).toString();
    }

    private int begin(int index) {
        return (int) (spans[index] >>> 32);
    }

    private int end(int index) {
        return (int) spans[index];
    }
}

package io.gnomon.text;

import java.util.List;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The patterns that the user adds. Some expressions take longer than the universe lasts for a text made for that purpose, and
 * messages hold what strangers typed. So the characters that matching looks at are counted, for each text and for each second,
 * and matching gives up when there have been too many.
 */
final class FurtherPatterns {

    /** So many times each character of a text may be looked at, by all patterns together; that of a short one more often. */
    private static final int LOOKS_PER_CHARACTER = 200;

    private static final int SHORT = 200;

    /** About a twentieth of a second, or two, of one processor's time. */
    private static final long LOOKS_PER_SECOND = 20_000_000;

    private static final long SECOND_NANOS = 1_000_000_000L;

    private final List<Pattern> patterns;
    private final LongSupplier nanoClock;
    private long secondBegan;
    private long looksLeft = LOOKS_PER_SECOND;

    FurtherPatterns(List<Pattern> patterns, LongSupplier nanoClock) {
        this.patterns = List.copyOf(patterns);
        this.nanoClock = nanoClock;
        this.secondBegan = nanoClock.getAsLong();
    }

    /** Adds what the patterns match; false if it took too long to find out. */
    boolean find(String text, Spans found) {
        return patterns.isEmpty() || findWithinLimits(text, found);
    }

    private synchronized boolean findWithinLimits(String text, Spans found) {
        long now = nanoClock.getAsLong();
        if (now - secondBegan >= SECOND_NANOS) {
            secondBegan = now;
            looksLeft = LOOKS_PER_SECOND;
        }
        long limit = Math.min(looksLeft, (long) LOOKS_PER_CHARACTER * Math.max(SHORT, text.length()));
        CountedText counted = new CountedText(text, limit);
        try {
            for (Pattern pattern : patterns) {
                Matcher matcher = pattern.matcher(counted);
                while (matcher.find()) {
                    found.add(matcher.start(), matcher.end());
                }
            }
            return true;
        } catch (TooManyLooks | StackOverflowError tooLong) {
            return false;
        } finally {
            looksLeft -= limit - counted.left;
        }
    }

    private static final class CountedText implements CharSequence {
        private final String text;
        private long left;

        CountedText(String text, long left) {
            this.text = text;
            this.left = left;
        }

        @Override
        public char charAt(int index) {
            if (left <= 0) {
                throw new TooManyLooks();
            }
            left--;
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    private static final class TooManyLooks extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooManyLooks() {
            super("", null, false, false);
        }
    }
}

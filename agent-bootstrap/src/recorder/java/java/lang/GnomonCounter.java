package java.lang;

/** One thread's calls of one throttled operation. Written by that thread alone. */
public final class GnomonCounter {

    /** Calls that were counted and not timed. */
    long count;

    /** The number that makes its call's turn to be timed: where {@code count} would come to it. */
    long next;

    GnomonCounter(long next) {
        this.next = next;
    }

    /**
     * For the reader: calls that have begun and were only counted. Goes back by the few calls that turned out to be slow or
     * failed, and have samples.
     */
    public long count() {
        return count;
    }
}

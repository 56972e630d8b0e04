package io.gnomon.record.read;

import io.gnomon.text.Redaction;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Names of the platform threads that calls were read of; those of ended threads until they are needed no more. For the writer thread. */
final class ThreadNames {

    private final Redaction redaction;
    private final Map<Long, String> names = new HashMap<>();

    /** Of so many ended threads the names are kept until the next flush, and no more: it is time for it then. */
    private static final int MANY = 2_000;

    /** Threads that have ended since the last flush, and those that had before: their calls are in the file. */
    private Ids ended = new Ids();

    private Ids endedBefore = new Ids();

    /** @param redaction hides secrets in names: some applications name a thread by what it works on */
    ThreadNames(Redaction redaction) {
        this.redaction = redaction;
    }

    /** Takes note of the thread whose calls are read for the first time. */
    void met(GnomonBuffer buffer) {
        names.put(buffer.ownerId(), redaction.text(buffer.owner().getName()));
    }

    /** Takes note that no more calls will come from the thread. */
    void ended(GnomonBuffer buffer) {
        ended.add(buffer.ownerId());
    }

    /**
     * What waited when the flush began is written, or lost. The names of threads that had ended before the last flush are needed no
     * more; calls of those that ended since may have been read while this one was written.
     */
    void flushed() {
        for (int at = 0; at < endedBefore.size; at++) {
            names.remove(endedBefore.ids[at]);
        }
        endedBefore.size = 0;
        Ids none = endedBefore;
        endedBefore = ended;
        ended = none;
    }

    /** Whether names are kept of so many ended threads that it is time for a flush. */
    boolean manyEnded() {
        return ended.size >= MANY;
    }

    /** The names by the threads' ids. */
    Map<Long, String> byId() {
        return names;
    }

    /** A list without an object for each number: threads may end by the thousand. */
    private static final class Ids {
        long[] ids = new long[16];
        int size;

        void add(long id) {
            if (size == ids.length) {
                ids = Arrays.copyOf(ids, 2 * size);
            }
            ids[size++] = id;
        }
    }
}

package io.gnomon.record.detail;

import io.gnomon.model.CallDetail;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the detail that belongs to a sample. A detail is queued before its sample is published, so it is there when the
 * sample is read, unless it was rationed away. For the writer thread.
 */
public final class DetailMatcher {

    /** Details whose sample never came, because it was dropped, are forgotten beyond this number. */
    private static final int MAX_WAITING = 20_000;

    /** And after this time: no sample is on its way for so long. */
    private static final long LONGEST_WAIT_NANOS = 60_000_000_000L;

    /** So many of them are looked through for one sample where that many wait. */
    private static final int FEW = 64;

    private record Key(long threadId, long startNanos, int operation) {}

    private final DetailCapture source;

    private record Waiting(CallDetail detail, long sinceNanos) {}

    /** The longest waiting come first. */
    private final Map<Key, Waiting> waiting = new LinkedHashMap<>();

    private long forgotten;

    public DetailMatcher(DetailCapture source) {
        this.source = source;
    }

    /** Details that were let go, because their samples never came. */
    public long forgotten() {
        return forgotten;
    }

    /**
     * Takes the detail of a sample; null if there is none. What is queued behind it stays there: read on in a flood, the
     * details of the samples that come next would be forgotten for those of later ones.
     */
    @Nullable
    public CallDetail take(long threadId, long startNanos, int operation) {
        long now = System.nanoTime();
        Key wanted = new Key(threadId, startNanos, operation);
        Waiting waited = waiting.isEmpty() ? null : waiting.remove(wanted);
        CallDetail found = waited == null ? null : waited.detail;
        CallDetail next;
        for (int read = 0;
                found == null && (read < FEW || waiting.size() < MAX_WAITING) && (next = source.poll()) != null;
                read++) {
            Key key = new Key(next.threadId(), next.startNanos(), next.operation());
            if (key.equals(wanted)) {
                found = next;
            } else {
                Waiting other = waiting.put(key, new Waiting(next, now));
                if (other != null) {
                    forgotten++;
                    release(other.detail);
                }
            }
        }
        forgetOld(now);
        return found;
    }

    private void forgetOld(long now) {
        for (Iterator<Waiting> oldest = waiting.values().iterator(); oldest.hasNext(); ) {
            Waiting next = oldest.next();
            if (waiting.size() <= MAX_WAITING && now - next.sinceNanos < LONGEST_WAIT_NANOS) {
                return;
            }
            oldest.remove();
            forgotten++;
            release(next.detail);
        }
    }

    /** What was taken is written, or will not be: its memory is free again. */
    public void release(CallDetail detail) {
        source.release(detail);
    }
}

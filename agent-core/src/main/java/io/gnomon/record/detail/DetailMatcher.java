package io.gnomon.record.detail;

import io.gnomon.model.CallDetail;
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

    private record Key(long threadId, long startNanos, int operation) {}

    private final DetailCapture source;
    private final Map<Key, CallDetail> waiting = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, CallDetail> eldest) {
            return size() > MAX_WAITING;
        }
    };

    public DetailMatcher(DetailCapture source) {
        this.source = source;
    }

    /** Takes the detail of a sample; null if there is none. */
    @Nullable
    public CallDetail take(long threadId, long startNanos, int operation) {
        CallDetail next;
        while ((next = source.poll()) != null) {
            waiting.put(new Key(next.threadId(), next.startNanos(), next.operation()), next);
        }
        return waiting.isEmpty() ? null : waiting.remove(new Key(threadId, startNanos, operation));
    }
}

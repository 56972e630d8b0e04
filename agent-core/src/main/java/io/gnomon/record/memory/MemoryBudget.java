package io.gnomon.record.memory;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How much memory calls may take on their way from the application's threads to the file: one budget for all who hold some.
 *
 * <p>Windows and details may hold a quarter each, chunks what those leave: so at least half is there for calls that come
 * faster than they are read, and all of it where nothing waits. Beyond it are only the first chunks of living threads, each
 * of which must be able to record, and the rows of the next flush, whose number is bounded by itself.
 *
 * <p>For all threads; taken and given back by the kilobyte, not by the call.
 */
public final class MemoryBudget {

    /** What one kind of holder may take. */
    public final class Share {
        private final long most;
        private final AtomicLong held = new AtomicLong();

        private Share(long most) {
            this.most = most;
        }

        /** Takes memory if the share and the whole budget have as much left. */
        public boolean tryTake(long bytes) {
            if (held.get() + bytes > most || used.get() + bytes > limit) {
                return false;
            }
            take(bytes);
            return true;
        }

        /** Takes memory in any case, or gives some back where {@code bytes} is below 0. */
        public void take(long bytes) {
            held.addAndGet(bytes);
            used.addAndGet(bytes);
        }

        public void giveBack(long bytes) {
            take(-bytes);
        }

        /** Bytes that are taken now. */
        public long held() {
            return held.get();
        }

        /** Bytes that may be taken. */
        public long most() {
            return most;
        }

        /** Whether more is taken than may be. */
        public boolean isOver() {
            return held.get() > most;
        }
    }

    private final long limit;
    private final AtomicLong used = new AtomicLong();
    private final Share chunks;
    private final Share windows;
    private final Share details;

    public MemoryBudget(long limitBytes) {
        limit = limitBytes;
        chunks = new Share(limitBytes);
        windows = new Share(limitBytes / 4);
        details = new Share(limitBytes / 4);
    }

    /** Whether more is taken than there is. */
    public boolean isOver() {
        return used.get() > limit;
    }

    /** Whether as much is free as may be needed before the writer reads again, if it does something else meanwhile. */
    public boolean isHalfFree() {
        return used.get() <= limit / 2;
    }

    /** For samples on their way to the writer. */
    public Share chunks() {
        return chunks;
    }

    /** For calls that wait for the end of their callers, or of what other threads have to tell. */
    public Share windows() {
        return windows;
    }

    /** For what is known of slow and failed calls besides their samples. */
    public Share details() {
        return details;
    }
}

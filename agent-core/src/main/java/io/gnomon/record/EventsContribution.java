package io.gnomon.record;

import io.gnomon.model.RunClock;
import io.gnomon.store.write.Contribution;
import io.gnomon.store.write.Store;
import io.gnomon.text.Redaction;
import java.sql.SQLException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** What the agent did. While nothing can be written the first events wait, and later ones are counted. */
final class EventsContribution implements Contribution {

    /** For days without a disk. */
    private static final int MOST_WAITING = 1_000;

    private final RunClock clock;
    private final Redaction redaction;
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicInteger tooMany = new AtomicInteger();
    private final Queue<AgentEvent> events = new ConcurrentLinkedQueue<>();

    /** How many the transaction in work has stored. */
    private int stored;

    EventsContribution(RunClock clock, Redaction redaction) {
        this.clock = clock;
        this.redaction = redaction;
    }

    /** Has something noted. From any thread. */
    void add(String kind, String message) {
        if (waiting.get() >= MOST_WAITING) {
            tooMany.incrementAndGet();
            return;
        }
        waiting.incrementAndGet();
        events.add(new AgentEvent(System.nanoTime(), kind, message));
    }

    @Override
    public String name() {
        return "writing events";
    }

    @Override
    public boolean isDirty() {
        return !events.isEmpty();
    }

    @Override
    public void write(Store store, boolean last) throws SQLException {
        stored = 0;
        for (AgentEvent event : events) {
            store.event(clock.epochMicros(event.atNanos()), event.kind(), redaction.text(event.message()));
            stored++;
        }
    }

    @Override
    public void written() {
        for (; stored > 0; stored--) {
            events.remove();
            waiting.decrementAndGet();
        }
        int missing = tooMany.getAndSet(0);
        if (missing > 0) {
            add("lost", missing + " later events found no room while nothing could be written");
        }
    }
}

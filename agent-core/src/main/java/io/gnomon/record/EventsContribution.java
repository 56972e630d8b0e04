package io.gnomon.record;

import io.gnomon.model.RunClock;
import io.gnomon.store.write.Contribution;
import io.gnomon.store.write.Store;
import io.gnomon.text.Redaction;
import java.sql.SQLException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What the agent did. */
final class EventsContribution implements Contribution {

    private final RunClock clock;
    private final Redaction redaction;
    private final Queue<AgentEvent> events = new ConcurrentLinkedQueue<>();

    /** How many the transaction in work has stored. */
    private int stored;

    EventsContribution(RunClock clock, Redaction redaction) {
        this.clock = clock;
        this.redaction = redaction;
    }

    /** Has something noted. From any thread. */
    void add(String kind, String message) {
        events.add(new AgentEvent(System.nanoTime(), kind, message));
    }

    @Override
    public String name() {
        return "events";
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
        }
    }
}

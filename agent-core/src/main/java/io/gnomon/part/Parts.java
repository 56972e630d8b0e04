package io.gnomon.part;

import io.gnomon.log.AgentLog;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The parts that are on, in the order in which they were started. What depends on another part is started after it, and
 * so is stopped before it. For one thread at a time.
 */
public final class Parts {

    private final AgentLog log;
    private final Deque<Part> started = new ArrayDeque<>();

    /** @param log learns which part failed */
    public Parts(AgentLog log) {
        this.log = log;
    }

    /**
     * Starts a part that nothing goes without. If it fails, it and those that were started before are stopped.
     *
     * @throws Exception what the part threw
     */
    public void start(Part part) throws Exception {
        try {
            started.push(part);
            part.start();
        } catch (Throwable failure) {
            stop();
            throw failure;
        }
    }

    /** Stops all, the one started last first. One that fails does not keep the others from being stopped. */
    public void stop() {
        while (!started.isEmpty()) {
            Part part = started.pop();
            try {
                part.stop();
            } catch (Throwable failure) {
                log.warn(part.name() + " could not be stopped properly", failure);
            }
        }
    }
}

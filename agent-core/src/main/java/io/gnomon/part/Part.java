package io.gnomon.part;

/**
 * Something of the agent that can be switched on and off: recording, weaving, later a sampler or a server. Each is a fault
 * domain of its own (see {@link Parts}), and nothing of it is loaded before it is started.
 */
public interface Part {

    /** Words that fit before "could not be stopped". */
    String name();

    /**
     * Begins its work. Not called twice without {@link #stop} between.
     *
     * @throws Exception if it cannot; it is stopped then, too
     */
    void start() throws Exception;

    /** Ends its work and gives back all that it holds, however far its start came. */
    void stop();
}

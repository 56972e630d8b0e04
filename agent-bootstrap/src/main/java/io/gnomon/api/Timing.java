package io.gnomon.api;

/**
 * A running call that was begun by {@link PerformanceMonitor#monitor}. Close it on the thread that began it, best by
 * try-with-resources; a call closed on another thread is counted, but has no caller.
 *
 * <p>Closing it again does nothing. No method throws.
 */
public abstract class Timing implements AutoCloseable {

    Timing() {}

    /** Marks the call as failed. */
    public abstract Timing fail();

    /**
     * Marks the call as failed by {@code failure}, whose type, message and stack are kept.
     *
     * @param failure may be null: then the call is just marked as failed
     */
    public abstract Timing fail(Throwable failure);

    /** Ends the call. */
    @Override
    public abstract void close();
}

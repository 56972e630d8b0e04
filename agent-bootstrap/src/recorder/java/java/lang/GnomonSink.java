package java.lang;

/**
 * What the agent's core does for the recorder. Each method is called on an application's thread, with that thread's gate
 * closed or on its cold path; it must not wait, and what it throws is counted and swallowed.
 */
public abstract class GnomonSink {

    /** For the core's implementation. */
    protected GnomonSink() {}

    /**
     * Takes a new buffer into account, unless it keeps nothing: gives it its first chunk by {@link GnomonBuffer#begin}, and
     * only then lets the reader see it.
     */
    public abstract void open(GnomonBuffer buffer);

    /**
     * Takes a full chunk and gives an empty one.
     *
     * @return null where there is no empty chunk: then {@code full} stays its owner's
     */
    public abstract GnomonChunk exchange(GnomonChunk full);

    /** Counts a call whose sample found no room; the buffer counts it as produced. */
    public abstract void dropped(int operation, boolean error);

    /** The same where the queue may have had room, but the thread's stack had none to reach it. Needs little stack. */
    public void droppedOnThread(int operation, boolean error) {
        dropped(operation, error);
    }

    /** Counts a call, as produced and as dropped, that was made where there is no buffer, or none that the reader sees. */
    public abstract void missed(int operation, boolean error);

    /**
     * Takes the details of a slow or failed call, besides its sample. Called before the sample is published, on
     * the thread that made the call.
     *
     * @param start the sample's start, which together with the thread identifies it
     * @param flags {@link GnomonRecorder#SLOW}, {@link GnomonRecorder#ERROR} or both, and {@link GnomonRecorder#COARSE} where
     *     the times are those of the coarse clock
     * @param failure what left the call; null for a call that is only slow, or was marked as failed without a Throwable
     */
    public abstract void detail(long threadId, int operation, long start, long duration, long flags, Throwable failure);

    /** The id of the manual operation {@code name}, made now if need be; 0 if it is not to be recorded. */
    public abstract int operation(String name);

    /** Answers a question of the API's; null if there is no answer. */
    public abstract Object answer(String question, Object[] arguments);

    /** Before the core has started, and after it has ended: keeps nothing. */
    static final class Closed extends GnomonSink {
        @Override
        public void open(GnomonBuffer buffer) {}

        @Override
        public GnomonChunk exchange(GnomonChunk full) {
            return full;
        }

        @Override
        public void dropped(int operation, boolean error) {}

        @Override
        public void missed(int operation, boolean error) {}

        @Override
        public void detail(long threadId, int operation, long start, long duration, long flags, Throwable failure) {}

        @Override
        public int operation(String name) {
            return 0;
        }

        @Override
        public Object answer(String question, Object[] arguments) {
            return null;
        }
    }
}

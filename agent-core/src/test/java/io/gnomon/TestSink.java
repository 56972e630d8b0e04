package io.gnomon;

import org.jspecify.annotations.Nullable;

/** A sink that knows nothing and passes over what it is not asked to keep. */
public abstract class TestSink extends GnomonSink {

    @Override
    public void dropped(int operation, boolean error) {}

    @Override
    public void missed(int operation, boolean error) {}

    @Override
    public void detail(
            long threadId, int operation, long start, long duration, long flags, @Nullable Throwable failure) {}

    @Override
    public int operation(String name) {
        return 0;
    }

    @Override
    @SuppressWarnings("NullAway") // The superclass stands outside of the checked code.
    public Object answer(String question, Object[] arguments) {
        return null;
    }
}

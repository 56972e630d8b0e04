package java.lang;

/** The end of the JVM, seen from inside: a hook that runs after all of the application's own. */
public final class GnomonShutdown {

    /**
     * A slot of {@link Shutdown} that the JDK leaves free. The slots run in order: 0 console, 1 the application's hooks,
     * 2 delete-on-exit.
     */
    private static final int SLOT = 7;

    private GnomonShutdown() {}

    /**
     * Runs {@code hook} when every application's hook has ended, so that calls made in those are still recorded.
     *
     * @throws Throwable if this JDK's internals differ; then an ordinary hook has to do
     */
    public static void runLast(Runnable hook) throws Throwable {
        Shutdown.add(SLOT, false, hook);
    }
}

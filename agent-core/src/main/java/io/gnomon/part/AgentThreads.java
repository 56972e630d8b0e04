package io.gnomon.part;

import io.gnomon.log.StandardError;
import java.lang.Thread.UncaughtExceptionHandler;

/** Makes the agent's own threads: none keeps the JVM alive, and none is one of the application's. */
public final class AgentThreads {

    /**
     * For what gets past a thread's own last catch: the application's handler, which may end the process, must not get it.
     */
    private enum LastResort implements UncaughtExceptionHandler {
        INSTANCE;

        @Override
        public void uncaughtException(Thread thread, Throwable failure) {
            try {
                new StandardError()
                        .say("the agent's thread " + thread.getName() + " ended, the application is not affected: "
                                + failure);
            } catch (Throwable noRoom) {
                // There is no memory, or no class, to tell even that there is none.
            }
        }
    }

    private AgentThreads() {}

    /** Makes a thread; it is to be started, and has to {@link GnomonRecorder#pause} first. */
    public static Thread make(String name, Runnable work) {
        Thread thread = new Thread(systemGroup(), work, name, 0, false);
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler(LastResort.INSTANCE);
        return thread;
    }

    /** Not the group of the application's main thread: programs count the threads in that. */
    private static ThreadGroup systemGroup() {
        ThreadGroup group = Thread.currentThread().getThreadGroup();
        while (group.getParent() != null) {
            group = group.getParent();
        }
        return group;
    }
}

package io.gnomon.part;

/** Makes the agent's own threads: none keeps the JVM alive, and none is one of the application's. */
public final class AgentThreads {

    private AgentThreads() {}

    /** Makes a thread; it is to be started, and has to {@link GnomonRecorder#pause} first. */
    public static Thread make(String name, Runnable work) {
        Thread thread = new Thread(systemGroup(), work, name, 0, false);
        thread.setDaemon(true);
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

package io.gnomon.log;

import org.jspecify.annotations.Nullable;

/**
 * The agent's own log. For all threads; a call never waits for a file, so that it may be made while a class is being
 * transformed.
 */
public interface AgentLog {

    /** Says what the agent did. */
    void info(String message);

    /** Says what is wrong and what follows from it. */
    void warn(String message, @Nullable Throwable cause);

    /** Says what is wrong and what follows from it. */
    default void warn(String message) {
        warn(message, null);
    }
}

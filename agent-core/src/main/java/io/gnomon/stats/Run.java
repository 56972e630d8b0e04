package io.gnomon.stats;

import java.time.Duration;
import java.time.Instant;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * One JVM's life in the database.
 *
 * @param command the application's command line, secrets redacted
 * @param jvmArguments the JVM's arguments, secrets redacted
 * @param lastFlush when the agent last wrote to the file
 * @param ended the clean end; null: still running, or died
 */
public record Run(
        long id,
        String application,
        @Nullable String host,
        long pid,
        String javaVersion,
        String jvm,
        String os,
        int processors,
        @Nullable String command,
        @Nullable String jvmArguments,
        String agentVersion,
        @Nullable String agentOptions,
        Instant started,
        Instant lastFlush,
        @Nullable Instant ended) {

    /** An agent at work flushes every second; a JVM in a long pause gets this much grace. */
    private static final Duration SILENCE = Duration.ofSeconds(10);

    /** What became of a run. */
    public enum State {
        /** It ended and the agent wrote everything. */
        ENDED,
        /** Its process is there and the agent wrote a moment ago. */
        ALIVE,
        /** It did not end cleanly, and the agent no longer writes. */
        DIED
    }

    /**
     * What became of this run.
     *
     * @param processExists whether a process of this id is there
     */
    public State state(Instant now, LongPredicate processExists) {
        if (ended != null) {
            return State.ENDED;
        }
        boolean recent = lastFlush.plus(SILENCE).isAfter(now);
        return recent && processExists.test(pid) ? State.ALIVE : State.DIED;
    }

    /** The last moment of which the file can know anything. */
    public Instant until() {
        return ended != null ? ended : lastFlush;
    }
}

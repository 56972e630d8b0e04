package io.gnomon.stats;

import java.time.Instant;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One JVM's life in the database.
 *
 * @param command the application's command line, secrets redacted
 * @param jvmArguments the JVM's arguments, secrets redacted
 * @param lastFlush all calls that had ended by then are in the file
 * @param lastSign the last sign of life; there is one every ten seconds at least
 * @param ended the clean end; null: still running, or cut off
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
        Instant lastSign,
        @Nullable Instant ended) {

    /** What became of a run. */
    public enum State {
        /** It ended and the agent wrote everything. */
        ENDED,
        /** Its process is there. */
        ALIVE,
        /** Its process is gone, and had no time to say so: it was killed, or crashed, or its end took too long. */
        CUT_OFF
    }

    /**
     * What became of this run.
     *
     * @param processIsThere whether the process of a run that did not end cleanly is still there
     */
    public State state(Predicate<Run> processIsThere) {
        if (ended != null) {
            return State.ENDED;
        }
        return processIsThere.test(this) ? State.ALIVE : State.CUT_OFF;
    }

    /** The last moment of which the file can know anything. */
    public Instant until() {
        return ended != null ? ended : lastSign;
    }
}

package io.gnomon.cli.input;

import io.gnomon.stats.Run;
import io.gnomon.system.HostName;
import java.time.Duration;
import java.time.Instant;

/** Tells whether a run's process is still there. */
final class RunningProcess {

    /** The operating system's clock for process starts is coarse, and the agent starts a little later. */
    private static final Duration TOLERANCE = Duration.ofSeconds(5);

    /**
     * How long a process may be silent and is still taken for alive: several times as long as from one sign of life to the
     * next.
     */
    private static final Duration SILENCE = Duration.ofSeconds(60);

    private RunningProcess() {}

    static boolean of(Run run) {
        boolean silent = run.lastSign().plus(SILENCE).isBefore(Instant.now());
        if (!HostName.get(System.getenv()).equals(run.host())) {
            // In a container, for instance: its process cannot be seen from here.
            return !silent;
        }
        // A process that began after the run has only inherited its number; but where the clock was set forward since,
        // the
        // system says that every process began later than it did.
        return ProcessHandle.of(run.pid())
                .map(process -> process.info()
                        .startInstant()
                        .map(start -> !silent || !start.minus(TOLERANCE).isAfter(run.started()))
                        .orElse(true))
                .orElse(false);
    }
}

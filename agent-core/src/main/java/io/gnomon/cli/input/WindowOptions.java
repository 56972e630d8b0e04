package io.gnomon.cli.input;

import io.gnomon.stats.TimeWindow;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The span of time that a report is about. */
public final class WindowOptions {

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "Only calls from this time on. A duration such as 90s, 10m, 2h or 1d counts back from now, or"
                    + " from the run's end if it has ended. An ISO 8601 time without a zone is in the zone of the"
                    + " report.")
    private @Nullable String since;

    @Option(names = "--until", paramLabel = "TIME", description = "Only calls before this time, in the same form.")
    private @Nullable String until;

    /**
     * The window that was asked for.
     *
     * @param zone that of times without one
     */
    public TimeWindow window(Database database, ZoneId zone) {
        Instant end = database.end();
        return between(
                TimeArgument.parse("--since", since, end, zone), TimeArgument.parse("--until", until, end, zone));
    }

    static TimeWindow between(@Nullable Instant from, @Nullable Instant to) {
        try {
            return new TimeWindow(from, to);
        } catch (IllegalArgumentException reversed) {
            throw new CommandFailure(ExitCode.USAGE, "--since and --until: " + reversed.getMessage(), reversed);
        }
    }
}

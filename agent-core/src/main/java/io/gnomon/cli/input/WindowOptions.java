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
            description =
                    "Only calls from this time on: 90s, 10m, 2h, 1d back from now, or from the run's end if it has"
                            + " ended; or ISO 8601; without a zone it is as the report's times are.")
    private @Nullable String since;

    @Option(names = "--until", paramLabel = "TIME", description = "Only calls before this time, written likewise.")
    private @Nullable String until;

    /**
     * The window that was asked for.
     *
     * @param zone that of times without one
     */
    public TimeWindow window(Database database, ZoneId zone) {
        Instant end = database.end();
        try {
            return new TimeWindow(
                    TimeArgument.parse("--since", since, end, zone), TimeArgument.parse("--until", until, end, zone));
        } catch (IllegalArgumentException reversed) {
            throw new CommandFailure(ExitCode.USAGE, "--since and --until: " + reversed.getMessage(), reversed);
        }
    }
}

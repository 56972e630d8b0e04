package io.gnomon.cli.input;

import io.gnomon.stats.TimeWindow;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The span of time that a report is about. */
public final class WindowOptions {

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description =
                    "Only calls from this time on: 90s, 10m, 2h, 1d back from now, or from the run's end if it has"
                            + " ended; or ISO 8601, UTC if without a zone.")
    private @Nullable String since;

    @Option(names = "--until", paramLabel = "TIME", description = "Only calls before this time, written likewise.")
    private @Nullable String until;

    public TimeWindow window(Database database) {
        Instant end = database.end();
        try {
            return new TimeWindow(TimeArgument.parse("--since", since, end), TimeArgument.parse("--until", until, end));
        } catch (IllegalArgumentException reversed) {
            throw new CommandFailure(ExitCode.USAGE, "--since and --until: " + reversed.getMessage(), reversed);
        }
    }
}

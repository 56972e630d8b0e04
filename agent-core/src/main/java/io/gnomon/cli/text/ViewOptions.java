package io.gnomon.cli.text;

import java.time.ZoneId;
import java.time.ZoneOffset;
import picocli.CommandLine.Option;

/** How a report for people looks. */
public final class ViewOptions {

    @Option(names = "--utc", description = "Print times in UTC. Default: local time on a terminal, otherwise UTC.")
    private boolean utc;

    @Option(names = "--local", description = "Print times in this machine's time zone.")
    private boolean local;

    @Option(
            names = "--wide",
            description = "Print all columns and whole names, however wide. The default without a terminal.")
    private boolean wide;

    /** The terminal as these options have it. */
    public Terminal on(Terminal terminal) {
        ZoneId zone = utc ? ZoneOffset.UTC : local ? ZoneId.systemDefault() : terminal.zone();
        return terminal.with(wide ? Terminal.UNLIMITED : terminal.width(), zone);
    }
}

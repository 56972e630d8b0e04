package io.gnomon.cli.attach;

import java.util.List;

/**
 * What the agent in another process made of a request.
 *
 * @param exitCode for this command
 * @param lines for the user
 */
public record Answer(int exitCode, List<String> lines) {

    public Answer {
        lines = List.copyOf(lines);
    }
}

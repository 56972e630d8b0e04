package io.gnomon.cli.attach;

import io.gnomon.cli.input.CommandFailure;
import io.gnomon.cli.input.ExitCode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

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

    /**
     * Reads what the agent wrote: a line with an exit code, then lines for the user, in UTF-8.
     *
     * @return empty if it wrote nothing
     * @throws CommandFailure if this is something else, as another version of the agent may write
     */
    static Optional<Answer> parse(byte[] written) {
        try {
            List<String> lines = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(written))
                    .toString()
                    .lines()
                    .toList();
            return lines.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Answer(exitCode(lines.get(0)), lines.subList(1, lines.size())));
        } catch (CharacterCodingException | NumberFormatException unknown) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "the agent's answer is not understood: attach with the jar that it was loaded from",
                    unknown);
        }
    }

    private static int exitCode(String line) {
        int code = Integer.parseInt(line);
        if (code < 0 || code > 255) {
            throw new NumberFormatException("no exit code: " + line);
        }
        return code;
    }
}

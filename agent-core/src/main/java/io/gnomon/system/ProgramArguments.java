package io.gnomon.system;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The program's arguments one by one. The JVM tells only of all of them with blanks between, where a blank inside one looks the
 * same.
 */
final class ProgramArguments {

    private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");

    private ProgramArguments() {}

    /**
     * Finds them.
     *
     * @param command as {@code sun.java.command} has it: the main class or jar, and the arguments
     * @return the same in a list; empty if the system does not tell where each begins
     */
    static Optional<List<String>> of(String command) {
        try {
            Charset charset = Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));
            return last(new String(Files.readAllBytes(COMMAND_LINE), charset).split("\0", -1), command);
        } catch (IOException | IllegalArgumentException otherSystem) {
            return Optional.empty();
        }
    }

    /** The last of these words that make up the command; each ends with a separator, so that after the last there is an empty one. */
    static Optional<List<String>> last(String[] words, String command) {
        int end = words.length - 1;
        int length = -1;
        for (int begin = end - 1; begin >= 0 && length < command.length(); begin--) {
            length += words[begin].length() + 1;
            List<String> arguments = Arrays.asList(words).subList(begin, end);
            if (length == command.length() && String.join(" ", arguments).equals(command)) {
                return Optional.of(arguments);
            }
        }
        return Optional.empty();
    }
}

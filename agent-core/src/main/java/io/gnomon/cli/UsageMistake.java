package io.gnomon.cli;

import io.gnomon.rules.Suggestion;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is wrong with a command line, in a sentence: picocli speaks of indexes, and of Java's types. */
final class UsageMistake {

    private UsageMistake() {}

    static String sentence(ParameterException failure) {
        return (failure instanceof UnmatchedArgumentException unmatched
                                && !unmatched.getUnmatched().isEmpty()
                        ? unmatched(unmatched)
                        : plain(failure))
                + " (--help tells more)";
    }

    private static String unmatched(UnmatchedArgumentException failure) {
        CommandLine command = failure.getCommandLine();
        List<String> words = failure.getUnmatched();
        String word = words.get(0);
        Set<String> commands = command.getSubcommands().keySet();
        if (failure.isUnknownOption()) {
            return plain(failure)
                    + Suggestion.hint(
                            word, command.getCommandSpec().optionsMap().keySet());
        }
        return commands.isEmpty()
                ? "'" + word + "' is one argument too many"
                : "there is no command '" + word + "'" + Suggestion.hint(word, commands);
    }

    private static String plain(ParameterException failure) {
        return String.valueOf(failure.getMessage())
                .replaceFirst("Invalid value for positional parameter at index \\d+ \\((\\w+)\\): ", "$1: ")
                .replaceFirst(" is not an? (int|long)\\b", " is not a whole number");
    }
}

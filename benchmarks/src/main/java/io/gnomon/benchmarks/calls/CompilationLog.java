package io.gnomon.benchmarks.calls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a JVM has compiled. It tells how large a method is, and so whether an agent has changed it, whichever agent that is.
 *
 * @param lines as the JVM has written them
 */
record CompilationLog(List<String> lines) {

    CompilationLog {
        lines = List.copyOf(lines);
    }

    /** The JVM's option that writes the log. */
    static String jvmOption(Path file) {
        return "-Xlog:jit+compilation=debug:file=" + file.toAbsolutePath();
    }

    /** Reads the log of a JVM that has ended. */
    static CompilationLog read(Path file) throws IOException {
        return new CompilationLog(Files.readAllLines(file));
    }

    /** How many bytes of bytecode the method had when it was compiled last; empty if it never was by itself. */
    OptionalInt bytecodes(String className, String method) {
        Pattern compiled =
                Pattern.compile(Pattern.quote(" " + className + "::" + method + " ") + ".*\\((\\d+) bytes\\)");
        return lines.stream()
                .map(compiled::matcher)
                .filter(Matcher::find)
                .map(Matcher::toMatchResult)
                .map((MatchResult match) -> Integer.parseInt(match.group(1)))
                .mapToInt(Integer::intValue)
                .reduce((earlier, later) -> later);
    }
}

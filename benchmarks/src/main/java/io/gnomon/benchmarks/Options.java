package io.gnomon.benchmarks;

import io.gnomon.benchmarks.jvm.Jdk;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the command line asks for.
 *
 * @param parts what to measure; never empty
 * @param quick whether to see only that everything runs: the figures are worth nothing
 * @param print whether to print the figures instead of writing them into the document
 * @param javaVersions the JDKs to measure on, by feature version; empty: all that are found
 * @param command the command line itself
 */
record Options(Set<Part> parts, boolean quick, boolean print, Set<Integer> javaVersions, String command) {

    private static final String SCRIPT = "benchmarks/run.sh";

    Options {
        parts = Collections.unmodifiableSet(parts);
        javaVersions = Collections.unmodifiableSet(javaVersions);
    }

    /** How to call it, in one line. */
    static String usage() {
        return Stream.of(Part.values())
                .map(part -> "[" + part + "]")
                .collect(Collectors.joining(" ", "usage: " + SCRIPT + " [--quick] [--print] [--java VERSION]... ", ""));
    }

    /**
     * Reads the command line.
     *
     * @throws IllegalArgumentException with a sentence for the user, if there is a mistake in it
     */
    static Options parse(String... arguments) {
        EnumSet<Part> parts = EnumSet.noneOf(Part.class);
        boolean quick = false;
        boolean print = false;
        Set<Integer> javaVersions = new TreeSet<>();
        for (int at = 0; at < arguments.length; at++) {
            String argument = arguments[at];
            switch (argument) {
                case "--quick" -> quick = true;
                case "--print" -> print = true;
                case "--java" -> javaVersions.add(version(++at < arguments.length ? arguments[at] : ""));
                default -> parts.add(part(argument));
            }
        }
        return new Options(
                parts.isEmpty() ? EnumSet.allOf(Part.class) : parts,
                quick,
                print || quick,
                javaVersions,
                Stream.concat(Stream.of(SCRIPT), List.of(arguments).stream()).collect(Collectors.joining(" ")));
    }

    private static int version(String text) {
        if (!text.matches("[1-9][0-9]{1,2}") || Integer.parseInt(text) < Jdk.OLDEST) {
            throw new IllegalArgumentException(
                    "--java takes a version from " + Jdk.OLDEST + " on, such as --java 17, not '" + text + "'.");
        }
        return Integer.parseInt(text);
    }

    private static Part part(String text) {
        for (Part part : Part.values()) {
            if (part.toString().equals(text)) {
                return part;
            }
        }
        throw new IllegalArgumentException("There is nothing called '" + text + "' to measure.");
    }
}

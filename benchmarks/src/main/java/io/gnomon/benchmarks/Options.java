package io.gnomon.benchmarks;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the command line asks for.
 *
 * @param parts what to measure; never empty
 * @param quick whether to see only that everything runs: the figures are worth nothing
 * @param javaVersions the JDKs to measure on, by feature version; empty: all that are found
 */
record Options(Set<Part> parts, boolean quick, Set<Integer> javaVersions) {

    static final String USAGE = "usage: run.sh [--quick] [--java VERSION]... [calls] [frames] [startup]";

    Options {
        parts = Collections.unmodifiableSet(parts);
        javaVersions = Collections.unmodifiableSet(javaVersions);
    }

    /**
     * Reads the command line.
     *
     * @throws IllegalArgumentException with a sentence for the user, if there is a mistake in it
     */
    static Options parse(String... arguments) {
        EnumSet<Part> parts = EnumSet.noneOf(Part.class);
        boolean quick = false;
        Set<Integer> javaVersions = new TreeSet<>();
        for (int at = 0; at < arguments.length; at++) {
            String argument = arguments[at];
            switch (argument) {
                case "--quick" -> quick = true;
                case "--java" -> javaVersions.add(version(++at < arguments.length ? arguments[at] : ""));
                default -> parts.add(part(argument));
            }
        }
        return new Options(parts.isEmpty() ? EnumSet.allOf(Part.class) : parts, quick, javaVersions);
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
            if (part.name().toLowerCase(Locale.ROOT).equals(text)) {
                return part;
            }
        }
        throw new IllegalArgumentException("There is nothing called '" + text + "' to measure.");
    }
}

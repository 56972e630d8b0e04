package io.gnomon.examples.orders;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/** The options of a command line: {@code --name value}, each of them with a default. */
final class Options {

    private final Map<String, String> values;

    private Options(Map<String, String> values) {
        this.values = values;
    }

    /**
     * Reads a command line.
     *
     * @param defaults every option there is, with its value when it is left out
     * @throws IllegalArgumentException whose message says in one sentence what is wrong with {@code arguments}
     */
    static Options parse(String[] arguments, Map<String, String> defaults) {
        Map<String, String> values = new HashMap<>(defaults);
        for (int i = 0; i < arguments.length; i += 2) {
            String name = arguments[i];
            if (!defaults.containsKey(name)) {
                throw new IllegalArgumentException("There is no option '" + name + "'; there are "
                        + String.join(", ", new TreeSet<>(defaults.keySet())) + ".");
            }
            if (i + 1 == arguments.length) {
                throw new IllegalArgumentException("Option " + name + " lacks its value.");
            }
            values.put(name, arguments[i + 1]);
        }
        return new Options(values);
    }

    /** An option's value as it stands. */
    String text(String name) {
        return values.getOrDefault(name, "");
    }

    /**
     * An option's value as a whole number.
     *
     * @throws IllegalArgumentException if it is none, or not within {@code min} and {@code max}
     */
    int number(String name, int min, int max) {
        try {
            int number = Integer.parseInt(text(name));
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // Told below, in the same words as a number out of range.
        }
        throw new IllegalArgumentException(
                "Option " + name + " takes a whole number from " + min + " to " + max + ", not '" + text(name) + "'.");
    }
}

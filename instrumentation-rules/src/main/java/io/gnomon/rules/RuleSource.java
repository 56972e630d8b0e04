package io.gnomon.rules;

/**
 * Where a rule was declared.
 *
 * @param file as the user named it
 * @param line from 1
 */
public record RuleSource(String file, int line) {

    @Override
    public String toString() {
        return file + ":" + line;
    }
}

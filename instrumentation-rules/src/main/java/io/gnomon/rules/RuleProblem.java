package io.gnomon.rules;

/**
 * A mistake in a rule file.
 *
 * @param file as the user named it
 * @param line from 1; 0 if the mistake is the file itself
 * @param column from 1; 0 if the mistake is the file itself
 * @param message one sentence: what is wrong and what was expected
 */
public record RuleProblem(String file, int line, int column, String message) {

    @Override
    public String toString() {
        return line == 0 ? file + ": " + message : file + ":" + line + ":" + column + ": " + message;
    }
}

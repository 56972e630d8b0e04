package io.gnomon.config;

/**
 * A mistake in what the user set.
 *
 * @param place such as {@code agent option quiet}, {@code -Dgnomon.quiet}, {@code GNOMON_QUIET} or
 *     {@code gnomon.yaml:3:8}
 * @param message one sentence: what is wrong and what was expected
 */
public record ConfigurationProblem(String place, String message) {

    @Override
    public String toString() {
        return place + ": " + message;
    }
}

package io.gnomon.config;

/**
 * A setting as it holds, for the user to see.
 *
 * @param key its name
 * @param value as the user may write it, or in words where the value is derived later
 * @param origin where it was set, such as {@code agent option}, {@code -Dgnomon.quiet}, {@code GNOMON_QUIET},
 *     {@code gnomon.yaml:3:8} or {@code default}
 * @param explanation one sentence
 */
public record EffectiveSetting(String key, String value, String origin, String explanation) {

    /** The same with another value to show. */
    public EffectiveSetting withValue(String shown) {
        return new EffectiveSetting(key, shown, origin, explanation);
    }
}

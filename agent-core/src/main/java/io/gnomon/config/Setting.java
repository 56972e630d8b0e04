package io.gnomon.config;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something that the user can set.
 *
 * @param key its name, in lower case with hyphens
 * @param type what values it takes
 * @param defaultValue null if none can be named before the JVM is known
 * @param defaultText the default for the user
 * @param explanation one sentence for the user
 */
record Setting<T>(String key, ValueType<T> type, @Nullable T defaultValue, String defaultText, String explanation) {

    /** The system property's name. */
    String propertyName() {
        return "gnomon." + key;
    }

    /** The environment variable's name. */
    String environmentName() {
        return "GNOMON_" + key.replace('-', '_').toUpperCase(Locale.ROOT);
    }
}

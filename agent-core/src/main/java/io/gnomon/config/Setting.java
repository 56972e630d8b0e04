package io.gnomon.config;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Something that the user can set. Each stands once, in {@link Settings}, so identity is equality. */
final class Setting<T> {

    private final String key;
    private final ValueType<T> type;
    private final @Nullable T defaultValue;
    private final String defaultText;
    private final String explanation;

    /**
     * @param key its name, in lower case with hyphens
     * @param type what values it takes
     * @param defaultValue null if none can be named before the JVM is known
     * @param defaultText the default for the user
     * @param explanation one sentence for the user
     */
    Setting(String key, ValueType<T> type, @Nullable T defaultValue, String defaultText, String explanation) {
        this.key = key;
        this.type = type;
        this.defaultValue = defaultValue;
        this.defaultText = defaultText;
        this.explanation = explanation;
    }

    String key() {
        return key;
    }

    ValueType<T> type() {
        return type;
    }

    @Nullable
    T defaultValue() {
        return defaultValue;
    }

    String defaultText() {
        return defaultText;
    }

    String explanation() {
        return explanation;
    }

    /** The system property's name. */
    String propertyName() {
        return "gnomon." + key;
    }

    /** The environment variable's name. */
    String environmentName() {
        return "GNOMON_" + key.replace('-', '_').toUpperCase(Locale.ROOT);
    }
}

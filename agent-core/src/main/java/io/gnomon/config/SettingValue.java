package io.gnomon.config;

/**
 * A setting's value as it was set.
 *
 * @param origin where it was set, for the user
 */
record SettingValue<T>(Setting<T> setting, T value, String origin) {

    String text() {
        return setting.type().format(value);
    }
}

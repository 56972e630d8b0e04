package io.gnomon.config;

import io.gnomon.rules.Suggestion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gathers values from one origin after another, the strongest first, and checks each, also those that do not win. */
final class SettingCollector {

    private final Path workingDirectory;
    private final Map<Setting<?>, SettingValue<?>> values = new HashMap<>();
    private final List<ConfigurationProblem> problems = new ArrayList<>();

    /** @param workingDirectory from which relative paths start */
    SettingCollector(Path workingDirectory) {
        this.workingDirectory = workingDirectory;
    }

    /** The setting of this name; if there is none, a problem and null. */
    @Nullable
    Setting<?> find(Spelling spelling, String name, String place) {
        Setting<?> setting = spelling.find(name);
        if (setting == null) {
            problem(
                    place,
                    "unknown setting '" + name + "'" + Suggestion.hint(name, spelling.names()) + "; expected one of "
                            + String.join(", ", spelling.names()));
        }
        return setting;
    }

    /** A value for a setting, which holds if no stronger origin gave one. */
    <T> void offer(Setting<T> setting, String text, String place, String origin) {
        try {
            T value = setting.type().parse(text, workingDirectory);
            values.putIfAbsent(setting, new SettingValue<>(setting, value, origin));
        } catch (IllegalArgumentException mistake) {
            problem(place, String.valueOf(mistake.getMessage()));
        }
    }

    void problem(String place, String message) {
        problems.add(new ConfigurationProblem(place, message));
    }

    /** What holds so far. */
    LoadedConfiguration result() {
        return new LoadedConfiguration(new Configuration(values), problems);
    }
}

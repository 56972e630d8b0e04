package io.gnomon.config;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a setting's name is spelled, depending on where it is set. */
enum Spelling {
    KEY {
        @Override
        String of(Setting<?> setting) {
            return setting.key();
        }
    },
    PROPERTY {
        @Override
        String of(Setting<?> setting) {
            return setting.propertyName();
        }
    },
    ENVIRONMENT {
        @Override
        String of(Setting<?> setting) {
            return setting.environmentName();
        }
    };

    abstract String of(Setting<?> setting);

    /** The setting that is spelled so, or null. */
    @Nullable
    Setting<?> find(String name) {
        for (Setting<?> setting : Settings.ALL) {
            if (of(setting).equals(name)) {
                return setting;
            }
        }
        return null;
    }

    /** All settings' names. */
    List<String> names() {
        List<String> names = new ArrayList<>();
        for (Setting<?> setting : Settings.ALL) {
            names.add(of(setting));
        }
        return names;
    }
}

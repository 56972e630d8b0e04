package io.gnomon.config;

import java.nio.file.Path;
import java.util.*;

public final class ConfigurationLoader {
    public static LoadedConfiguration load(String o, Properties p, Map<String, String> e, Path d) {
        Map<String, String> m = new HashMap<>();
        for (String s : o.split(",", -1)) {
            int i = s.indexOf('=');
            if (i > 0) m.put(s.substring(0, i), s.substring(i + 1).replace("\"", ""));
            else m.put(s, "true");
        }
        return new LoadedConfiguration(new Configuration(m), List.of());
    }
}

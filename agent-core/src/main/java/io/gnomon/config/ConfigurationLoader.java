package io.gnomon.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Reads the settings, of several values for one setting the first of: agent option, system property, environment
 * variable, configuration file, default. Serves once.
 */
public final class ConfigurationLoader {

    private static final String PROPERTY_PREFIX = "gnomon.";
    private static final String ENVIRONMENT_PREFIX = "GNOMON_";

    /** What Kubernetes tells the pods beside a service called "gnomon". */
    private static final Pattern OF_A_SERVICE = Pattern.compile("GNOMON_(SERVICE_(HOST|PORT.*)|PORT(_.*)?)");

    private static final String DEFAULT_FILE = "gnomon.yaml";

    /** Read by the agent's entry, before and apart from all settings. */
    private static final String DEBUG = "gnomon.debug";

    private final Path workingDirectory;
    private final SettingCollector collector;

    private ConfigurationLoader(Path workingDirectory) {
        this.workingDirectory = workingDirectory;
        this.collector = new SettingCollector(workingDirectory);
    }

    /**
     * Reads all origins.
     *
     * @param agentOptions what stands after {@code -javaagent:gnomon.jar=}, empty if nothing does
     * @param workingDirectory from which relative paths start, also those in the configuration file
     */
    public static LoadedConfiguration load(
            String agentOptions, Properties systemProperties, Map<String, String> environment, Path workingDirectory) {
        ConfigurationLoader loader = new ConfigurationLoader(workingDirectory);
        loader.readAgentOptions(agentOptions);
        loader.readSystemProperties(systemProperties);
        loader.readEnvironment(environment);
        loader.readFile();
        return loader.collector.result();
    }

    private void readAgentOptions(String text) {
        Map<Setting<?>, String> texts = new LinkedHashMap<>();
        try {
            for (AgentOptions.Option option : AgentOptions.parse(text)) {
                Setting<?> setting = collector.find(Spelling.KEY, option.key(), "agent option");
                if (setting != null) {
                    addOption(texts, setting, option.value());
                }
            }
        } catch (IllegalArgumentException mistake) {
            collector.problem("agent options", String.valueOf(mistake.getMessage()));
        }
        for (Map.Entry<Setting<?>, String> option : texts.entrySet()) {
            collector.offer(option.getKey(), option.getValue(), optionPlace(option.getKey()), "agent option");
        }
    }

    /** The elements of a list may be given one by one. */
    private void addOption(Map<Setting<?>, String> texts, Setting<?> setting, String value) {
        String before = texts.putIfAbsent(setting, value);
        if (before == null) {
            return;
        }
        if (setting.type().isList()) {
            texts.put(setting, before + ";" + value);
        } else {
            collector.problem(optionPlace(setting), "it is given twice; write it once");
        }
    }

    private void readSystemProperties(Properties properties) {
        for (String name : new TreeSet<>(properties.stringPropertyNames())) {
            if (name.startsWith(PROPERTY_PREFIX) && !name.equals(DEBUG)) {
                offer(Spelling.PROPERTY, name, properties.getProperty(name), "-D" + name);
            }
        }
    }

    /** An empty variable is none: many a launcher can only empty variables, not remove them. */
    private void readEnvironment(Map<String, String> environment) {
        for (Map.Entry<String, String> variable : new TreeMap<>(environment).entrySet()) {
            String name = variable.getKey();
            if (name.startsWith(ENVIRONMENT_PREFIX)
                    && !variable.getValue().isEmpty()
                    && !OF_A_SERVICE.matcher(name).matches()) {
                offer(Spelling.ENVIRONMENT, name, variable.getValue(), name);
            }
        }
    }

    private void offer(Spelling spelling, String name, String text, String place) {
        Setting<?> setting = collector.find(spelling, name, place);
        if (setting != null) {
            collector.offer(setting, text, place, place);
        }
    }

    private void readFile() {
        Path named = collector.result().configuration().config();
        Path file = named == null ? workingDirectory.resolve(DEFAULT_FILE) : named;
        if (named == null && !Files.exists(file)) {
            return;
        }
        collector.offer(Settings.CONFIG, file.toString(), file.toString(), "default");
        new ConfigurationFile(file, collector).read();
    }

    private static String optionPlace(Setting<?> setting) {
        return "agent option " + setting.key();
    }
}

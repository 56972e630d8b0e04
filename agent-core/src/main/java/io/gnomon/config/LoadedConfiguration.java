package io.gnomon.config;

import java.util.List;

/**
 * What was set, and the mistakes in it. An agent monitors only without mistakes: it cannot know what else was meant.
 *
 * @param configuration all sound values, defaults for the others
 * @param problems empty if all is well
 */
public record LoadedConfiguration(Configuration configuration, List<ConfigurationProblem> problems) {

    public LoadedConfiguration {
        problems = List.copyOf(problems);
    }
}

package io.gnomon.config;

import java.util.*;

public record LoadedConfiguration(Configuration configuration, List<ConfigurationProblem> problems) {}
